package org.stackdeck.ui.vaadin;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.internal.nodefeature.ElementData;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.communication.ServerRpcHandler;
import com.vaadin.flow.server.communication.UidlRequestHandler;
import com.vaadin.flow.server.communication.rpc.RpcInvocationHandler;
import com.vaadin.flow.shared.JsonConstants;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Handles messages of pages as Flow does, but limits the calls, events and names in a message and the text that a page
 * keeps. Flow keeps each property value that a page sends, such as the text of a field, until the component is removed
 * or the page is closed.
 */
final class RpcLimitingUidlRequestHandler extends UidlRequestHandler {

    /** Element names of dialogs. */
    private static final Set<String> DIALOGS = Set.of("vaadin-dialog", "vaadin-confirm-dialog");

    /** Maximum number of dialogs per page. Pages open at most four at the same time. */
    private static final int MAX_DIALOGS = 5;

    /** Maximum number of nodes that a message creates. The largest dialogs have some thousands. */
    static final int MAX_CREATED_NODES = 20_000;

    private final transient OpenPageLimiter openPages;

    RpcLimitingUidlRequestHandler(OpenPageLimiter openPages) {
        this.openPages = openPages;
    }

    @Override
    protected ServerRpcHandler createRpcHandler() {
        return new LimitedRpcHandler(openPages);
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
            ArrayNode calls = rpc.getRpcInvocationsData();
            RpcCallLimits.removeExcess(calls).forEach(reason -> report(ui, reason));
            if (removeExcessValues(calls, keptValues(ui))) {
                report(ui, "the values of a page have more than " + PropertyValueLimiter.MAX_LENGTH + " characters");
            }
            CreatedNodeCounter.of(ui).reset(ui);
            super.handleRpc(ui, message, request, rpc);
            if (ui.isAttached()) {
                // Attaches the dialogs that the message has opened.
                ui.getInternals().getStateTree().runExecutionsBeforeClientResponse();
                limitNodes(ui);
            }
        }

        private void limitNodes(UI ui) {
            List<Element> dialogs = new ArrayList<>();
            AtomicInteger nodes = new AtomicInteger();
            ui.getElement().getNode().visitNodeTree(node -> {
                nodes.incrementAndGet();
                if (node.hasFeature(ElementData.class)
                        && DIALOGS.contains(node.getFeature(ElementData.class).getTag())) {
                    dialogs.add(Element.get(node));
                }
            });
            if (dialogs.size() > MAX_DIALOGS) {
                dialogs.stream().skip(MAX_DIALOGS).forEach(Element::removeFromParent);
                report(ui, "a page has more than " + MAX_DIALOGS + " dialogs");
            }
            openPages.recordNodes(ui, nodes.get());
        }

        private static boolean removeExcessValues(ArrayNode calls, PropertyValueLimiter propertyValueLimiter) {
            boolean removed = false;
            for (Iterator<JsonNode> all = calls.iterator(); all.hasNext(); ) {
                JsonNode call = all.next();
                if (RpcCallLimits.isPropertyChange(call)
                        && !propertyValueLimiter.accept(
                                call.path(JsonConstants.RPC_NODE).asInt(0),
                                call.path(JsonConstants.RPC_PROPERTY).asString(""),
                                length(call.path(JsonConstants.RPC_PROPERTY_VALUE)))) {
                    all.remove();
                    removed = true;
                }
            }
            return removed;
        }

        private static int length(JsonNode value) {
            return value.isString()
                    ? value.asString().length()
                    : value.isContainer() ? value.toString().length() : 0;
        }

        private static PropertyValueLimiter keptValues(UI ui) {
            PropertyValueLimiter propertyValueLimiter = ComponentUtil.getData(ui, PropertyValueLimiter.class);
            if (propertyValueLimiter == null) {
                propertyValueLimiter = new PropertyValueLimiter(
                        id -> ui.getInternals().getStateTree().getNodeById(id) != null);
                ComponentUtil.setData(ui, PropertyValueLimiter.class, propertyValueLimiter);
            }
            return propertyValueLimiter;
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
