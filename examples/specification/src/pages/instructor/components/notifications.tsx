import { useEffect, useState } from "react";
import { WebSocketManager } from "@lectern/client";
import { eventBus } from "../../../lib/utils/event/eventBus.ts";

const wsManager = WebSocketManager.getInstance();

/** Counts what the bus announces. It listens to the manager as well, and forwards as the specification does. */
export const Notifications = ({ userId }: { userId: string }) => {
  const [count, setCount] = useState(0);

  useEffect(() => eventBus.on("websocket-message", () => setCount((before) => before + 1)), []);

  useEffect(
    () =>
      wsManager.createConnection(userId, (wsMessage) => {
        eventBus.emit("websocket-message", {
          user_id: userId,
          conversation_id: wsMessage.conversation_id,
          content: wsMessage.content,
          sender: wsMessage.sender,
          invocation_id: wsMessage.invocation_id,
          timestamp: wsMessage.timestamp || new Date().toISOString(),
        });
      }),
    [userId],
  );

  return <output aria-label="New messages">{count}</output>;
};
