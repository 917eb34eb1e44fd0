# A server of OpenStack Swift with its settings in a folder of a test: `run-swift.py <folder> <server>`, such as `proxy-server`.
import sys

folder, server = sys.argv[1:]

from swift.common import utils

# It is written into the programs otherwise.
utils.SWIFT_CONF_FILE = folder + '/swift.conf'

from swift.common.wsgi import run_wsgi


class Memory:
    """What memcached would keep. Signing in asks for it."""

    def __init__(self):
        self.values = {}

    def get(self, key, raise_on_error=False):
        return self.values.get(key)

    def set(self, key, value, **_):
        self.values[key] = value

    def delete(self, key, **_):
        self.values.pop(key, None)


def memory_factory(global_conf, **local_conf):
    memory = Memory()

    def around(app):
        def call(env, start_response):
            env['swift.cache'] = memory
            return app(env, start_response)

        return call

    return around


if __name__ == '__main__':
    # The settings name this file as a module.
    sys.modules['swift_memory'] = sys.modules['__main__']
    sys.exit(run_wsgi(folder + '/' + server + '.conf', server))
