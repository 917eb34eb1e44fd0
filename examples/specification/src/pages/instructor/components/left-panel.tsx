import { useEffect, useRef } from "react";
import { WebSocketManager } from "@lectern/client";
import { ConversationList } from "@lectern/react";
import { eventBus } from "../../../lib/utils/event/eventBus.ts";

const wsManager = WebSocketManager.getInstance();

interface LeftPanelProps {
  userId: string | undefined;
  selectedId: string | undefined;
  onSelect: (id: string) => void;
}

export const LeftPanel = ({ userId, selectedId, onSelect }: LeftPanelProps) => {
  const wsRef = useRef<WebSocket | null>(null);

  useEffect(() => {
    if (!userId) return;

    if (wsManager.hasAnyWebSocket(userId)) {
      console.log("WebSocket already exists - SKIPPING");
      return;
    }

    const ws = wsManager.createConnection(userId, (wsMessage) => {
      eventBus.emit("websocket-message", wsMessage);
    });

    wsRef.current = ws;

    return () => {
      wsManager.closeConnection(userId);
      wsRef.current = null;
    };
  }, [userId]);

  return <ConversationList selectedId={selectedId} onSelect={onSelect} />;
};
