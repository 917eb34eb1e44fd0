// The manager of the specification written out: a socket of the page's own, in the plain profile of the contract. A page
// needs it only if it does without the SDK's `WebSocketManager`.

export interface WebSocketMessage {
  conversation_id: string;
  content: string;
  sender: string;
  invocation_id: string | null;
  timestamp: string;
}

type OnMessage = (message: WebSocketMessage) => void;

export class WebSocketManager {
  private static instance: WebSocketManager;
  private connections: Map<string, WebSocket> = new Map();
  private connecting: Set<string> = new Set();
  private allWebSockets: Map<string, WebSocket[]> = new Map();

  static getInstance(): WebSocketManager {
    return (WebSocketManager.instance ??= new WebSocketManager());
  }

  hasConnection(userId: string): boolean {
    return this.connections.get(userId)?.readyState === WebSocket.OPEN;
  }

  isConnecting(userId: string): boolean {
    return this.connecting.has(userId);
  }

  hasAnyWebSocket(userId: string): boolean {
    return (this.allWebSockets.get(userId) ?? []).length > 0;
  }

  closeConnection(userId: string): void {
    for (const ws of this.allWebSockets.get(userId) ?? []) ws.close();
    this.forget(userId);
  }

  createConnection(userId: string, accessToken: string, onMessage: OnMessage): WebSocket {
    this.closeConnection(userId);
    const baseUrl = import.meta.env.VITE_API_URL || "http://localhost:8002";
    const wsUrl = baseUrl
      .replace(/^https:\/\//, "wss://")
      .replace(/^http:\/\//, "ws://");
    const websocketUrl = `${wsUrl}/conversations/ws/user/${userId}?token=${encodeURIComponent(accessToken)}`;
    const ws = new WebSocket(websocketUrl);
    this.connecting.add(userId);
    this.allWebSockets.set(userId, [ws]);

    ws.onopen = () => {
      console.log("WebSocketManager: Connected successfully");
      this.connecting.delete(userId);
      this.connections.set(userId, ws);
      ws.send("ping"); // Heartbeat
    };

    ws.onmessage = (event) => {
      if (event.data === "pong") return; // Heartbeat response

      const wsMessage: WebSocketMessage = JSON.parse(event.data);
      onMessage(wsMessage);
    };

    ws.onclose = (event) => {
      console.log("WebSocketManager: Connection closed", event.code);
      if (this.allWebSockets.get(userId)?.includes(ws)) this.forget(userId);
    };

    ws.onerror = (error) => {
      console.error("WebSocketManager: Connection error", error);
      if (this.allWebSockets.get(userId)?.includes(ws)) this.forget(userId);
    };

    return ws;
  }

  private forget(userId: string): void {
    this.connecting.delete(userId);
    this.connections.delete(userId);
    this.allWebSockets.delete(userId);
  }
}
