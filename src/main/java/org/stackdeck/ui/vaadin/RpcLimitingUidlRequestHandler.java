package org.stackdeck.ui.vaadin;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinResponse;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.communication.ServerRpcHandler;
import com.vaadin.flow.server.communication.UidlRequestHandler;
import com.vaadin.flow.server.communication.rpc.RpcInvocationHandler;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.stackdeck.ui.EndedSessionMarker;
import tools.jackson.databind.JsonNode;

/**
 * Handles messages of pages as Flow does, but limits the calls of a message, the nodes that it creates, and the data
 * that the page keeps: dialogs, nodes and text. Flow keeps each property value that a browser sends, such as the text
 * of a field, until the component is removed or the page is closed.
 */
final class RpcLimitingUidlRequestHandler extends UidlRequestHandler {

    /** Maximum number of dialogs per page. Stackdeck opens at most four at the same time. */
    private static final int MAX_DIALOGS = 5;

    /** Maximum number of nodes that a message creates. The largest dialogs have a few thousand nodes. */
    static final int MAX_CREATED_NODES = 20_000;

    /** Maximum length of a response that Flow keeps for each page until the next one, in characters. */
    private static final int MAX_KEPT_RESPONSE = 256 * 1024;

    private final transient OpenPageLimiter openPages;

    RpcLimitingUidlRequestHandler(OpenPageLimiter openPages) {
        this.openPages = openPages;
    }

    @Override
    protected ServerRpcHandler createRpcHandler() {
        return new LimitedRpcHandler(openPages);
    }

    /**
     * Handles a message. Replaces a long response that Flow keeps in case the response is lost and the browser repeats
     * the request. The browser then loads the page again.
     */
    @Override
    public Optional<ResponseWriter> synchronizedHandleRequest(
            VaadinSession session, VaadinRequest request, VaadinResponse response, String requestBody)
            throws IOException {
        // The session may have ended while the request waited for its turn or for its body.
        if (EndedSessionMarker.isEnded(session)) {
            return Optional.of(() -> commitJsonResponse(response, VaadinService.createSessionExpiredJSON(false)));
        }
        Optional<ResponseWriter> writer = super.synchronizedHandleRequest(session, request, response, requestBody);
        UI ui = session.getService().findUI(request);
        if (ui != null) {
            String kept = ui.getInternals().getLastRequestResponse();
            if (kept != null && kept.length() > MAX_KEPT_RESPONSE) {
                ui.getInternals()
                        .setLastRequestResponse(VaadinService.createCriticalNotificationJSON(null, null, null, null));
            }
        }
        return writer;
    }

    private static final class LimitedRpcHandler extends ServerRpcHandler {

        private final transient OpenPageLimiter openPages;
        private final Map<String, RpcInvocationHandler> handlers = new HashMap<>();

        LimitedRpcHandler(OpenPageLimiter openPages) {
            this.openPages = openPages;
            super.getInvocationHandlers().forEach((type, handler) -> handlers.put(type, new NodeLimit(handler)));
        }

        @Override
        protected Map<String, RpcInvocationHandler> getInvocationHandlers() {
            return handlers;
        }

        @Override
        protected void handleRpc(UI ui, String message, VaadinRequest request, RpcRequest rpc)
                throws MessageIdSyncException {
            RpcCallLimits.removeExcess(rpc.getRpcInvocationsData()).forEach(reason -> report(ui, reason));
            CreatedNodeCounter.of(ui).reset(ui);
            try {
                super.handleRpc(ui, message, request, rpc);
            } finally {
                // A malformed call ends the message with an exception, but earlier calls have taken effect.
                if (ui.isAttached()) {
                    // Attaches the dialogs that the message has opened.
                    ui.getInternals().getStateTree().runExecutionsBeforeClientResponse();
                    limitContent(ui);
                }
            }
        }

        private void limitContent(UI ui) {
            UiStateTreeStatistics content = UiStateTreeStatistics.of(ui);
            if (content.dialogs().size() > MAX_DIALOGS) {
                content.dialogs().stream().skip(MAX_DIALOGS).forEach(Element::removeFromParent);
                report(ui, "a page has more than " + MAX_DIALOGS + " dialogs");
            }
            openPages.recordContent(ui, content);
        }
    }

    private static void report(UI ui, String reason) {
        ui.getSession().getErrorHandler().error(new ErrorEvent(new IllegalArgumentException(reason)));
    }

    /** Ignores the remaining calls of a message that has created too many nodes. */
    private record NodeLimit(RpcInvocationHandler handler) implements RpcInvocationHandler {

        @Override
        public String getRpcType() {
            return handler.getRpcType();
        }

        @Override
        public Optional<Runnable> handle(UI ui, JsonNode call) {
            return isExceeded(ui)
                    ? Optional.empty()
                    : handler.handle(ui, call).map(change -> () -> {
                        if (!isExceeded(ui)) {
                            change.run();
                        }
                    });
        }

        private static boolean isExceeded(UI ui) {
            boolean exceeded = CreatedNodeCounter.of(ui).count(ui) > MAX_CREATED_NODES;
            if (exceeded) {
                report(ui, "a message of a page creates more than " + MAX_CREATED_NODES + " nodes");
            }
            return exceeded;
        }
    }
}
