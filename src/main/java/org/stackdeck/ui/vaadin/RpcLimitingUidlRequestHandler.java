package org.stackdeck.ui.vaadin;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.internal.nodefeature.ElementData;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.communication.ServerRpcHandler;
import com.vaadin.flow.server.communication.UidlRequestHandler;
import com.vaadin.flow.shared.JsonConstants;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Handles messages of pages as Flow does, but limits the calls, events and names in a message and the text that a page
 * keeps. Flow keeps each property value that a page sends, such as the text of a field, until the component is removed
 * or the page is closed.
 */
final class RpcLimitingUidlRequestHandler extends UidlRequestHandler {

    /** Maximum number of calls per message. A page sends fewer than a hundred, even when many rows are rendered. */
    static final int MAX_CALLS = 1_000;

    /** Maximum number of navigations per message, each of which creates a view. A page sends one. */
    private static final int MAX_NAVIGATIONS = 3;

    /** Maximum number of clicks per message, each of which can open a dialog. A page sends one for each user click. */
    private static final int MAX_CLICKS = 40;

    /**
     * Maximum number of calls per message to the same listener, property or method of a component. Each can take long,
     * such as a search. A browser sends more than one only if a user repeats an action before the response arrives.
     */
    private static final int MAX_SAME_CALLS = 20;

    /** Maximum number of events per message. When rendered, the launch page sends 45, more than any other page. */
    private static final int MAX_EVENTS = 300;

    /** Maximum length of a property, event or method name, in characters. Flow keeps or logs unknown names. */
    private static final int MAX_NAME_LENGTH = 100;

    /**
     * Maximum length of a call that does not set a property, in characters of JSON. A page can keep the data of an
     * event, such as the tags of a new server. The longest calls are the responses of passkeys.
     */
    private static final int MAX_CALL_LENGTH = 16_000;

    /**
     * Methods that a grid calls while the user scrolls, many times before a slow response arrives. They only set the range
     * of rows, which are loaded once for each response.
     */
    private static final Set<String> SCROLLING = Set.of("setViewportRange", "confirmUpdate");

    /** Members of a call that determine which listener, property or method it reaches. */
    private static final List<String> TARGET = List.of(
            JsonConstants.RPC_TYPE,
            JsonConstants.RPC_NODE,
            JsonConstants.RPC_EVENT_TYPE,
            JsonConstants.RPC_PROPERTY,
            JsonConstants.RPC_TEMPLATE_EVENT_METHOD_NAME,
            JsonConstants.RPC_CHANNEL);

    /** Element names of dialogs. */
    private static final Set<String> DIALOGS = Set.of("vaadin-dialog", "vaadin-confirm-dialog");

    /** Maximum number of dialogs per page. Pages open at most four at the same time. */
    private static final int MAX_DIALOGS = 5;

    @Override
    protected ServerRpcHandler createRpcHandler() {
        return new LimitedRpcHandler();
    }

    private static final class LimitedRpcHandler extends ServerRpcHandler {

        @Override
        protected void handleRpc(UI ui, String message, VaadinRequest request, RpcRequest rpc)
                throws MessageIdSyncException {
            ArrayNode calls = rpc.getRpcInvocationsData();
            if (calls.size() > MAX_CALLS) {
                calls.removeAll();
                report(ui, "a message of a page has more than " + MAX_CALLS + " calls");
            }
            if (removeExcess(calls, LimitedRpcHandler::hasLongName, 0)) {
                report(ui, "a name in a message of a page has more than " + MAX_NAME_LENGTH + " characters");
            }
            if (removeExcess(calls, LimitedRpcHandler::isLong, 0)) {
                report(ui, "a call in a message of a page has more than " + MAX_CALL_LENGTH + " characters");
            }
            if (removeExcess(calls, LimitedRpcHandler::isNavigation, MAX_NAVIGATIONS)) {
                report(ui, "a message of a page has more than " + MAX_NAVIGATIONS + " navigations");
            }
            if (removeExcess(calls, LimitedRpcHandler::isClick, MAX_CLICKS)) {
                report(ui, "a message of a page has more than " + MAX_CLICKS + " clicks");
            }
            if (removeExcess(calls, LimitedRpcHandler::isEvent, MAX_EVENTS)) {
                report(ui, "a message of a page has more than " + MAX_EVENTS + " events");
            }
            if (removeRepeated(calls)) {
                report(ui, "a message of a page has more than " + MAX_SAME_CALLS + " calls to the same listener");
            }
            if (removeExcessValues(calls, keptValues(ui))) {
                report(ui, "the values of a page have more than " + PropertyValueLimiter.MAX_LENGTH + " characters");
            }
            super.handleRpc(ui, message, request, rpc);
            if (ui.isAttached()) {
                // Attaches the dialogs that the message has opened.
                ui.getInternals().getStateTree().runExecutionsBeforeClientResponse();
                closeExcessDialogs(ui);
            }
        }

        private static void closeExcessDialogs(UI ui) {
            List<Element> dialogs = new ArrayList<>();
            ui.getElement().getNode().visitNodeTree(node -> {
                if (node.hasFeature(ElementData.class)
                        && DIALOGS.contains(node.getFeature(ElementData.class).getTag())) {
                    dialogs.add(Element.get(node));
                }
            });
            if (dialogs.size() > MAX_DIALOGS) {
                dialogs.stream().skip(MAX_DIALOGS).forEach(Element::removeFromParent);
                report(ui, "a page has more than " + MAX_DIALOGS + " dialogs");
            }
        }

        private static boolean removeExcess(ArrayNode calls, Predicate<JsonNode> kind, int max) {
            int found = 0;
            for (Iterator<JsonNode> all = calls.iterator(); all.hasNext(); ) {
                if (kind.test(all.next()) && ++found > max) {
                    all.remove();
                }
            }
            return found > max;
        }

        private static boolean removeRepeated(ArrayNode calls) {
            Map<List<String>, Integer> numbers = new HashMap<>();
            boolean removed = false;
            for (Iterator<JsonNode> all = calls.iterator(); all.hasNext(); ) {
                JsonNode call = all.next();
                if (!isScrolling(call) && numbers.merge(target(call), 1, Integer::sum) > MAX_SAME_CALLS) {
                    all.remove();
                    removed = true;
                }
            }
            return removed;
        }

        private static boolean isScrolling(JsonNode call) {
            return SCROLLING.contains(
                    call.path(JsonConstants.RPC_TEMPLATE_EVENT_METHOD_NAME).asString(""));
        }

        private static List<String> target(JsonNode call) {
            return TARGET.stream().map(part -> call.path(part).asString("")).toList();
        }

        private static boolean hasLongName(JsonNode call) {
            return Stream.of(
                            JsonConstants.RPC_PROPERTY,
                            JsonConstants.RPC_EVENT_TYPE,
                            JsonConstants.RPC_TEMPLATE_EVENT_METHOD_NAME)
                    .anyMatch(name -> call.path(name).asString("").length() > MAX_NAME_LENGTH);
        }

        private static boolean isLong(JsonNode call) {
            return !isPropertyChange(call) && call.toString().length() > MAX_CALL_LENGTH;
        }

        private static boolean isPropertyChange(JsonNode call) {
            return call.path(JsonConstants.RPC_TYPE).asString("").equals(JsonConstants.RPC_TYPE_MAP_SYNC);
        }

        private static boolean isEvent(JsonNode call) {
            return call.path(JsonConstants.RPC_TYPE).asString("").equals(JsonConstants.RPC_TYPE_EVENT);
        }

        private static boolean isClick(JsonNode call) {
            return isEvent(call)
                    && call.path(JsonConstants.RPC_EVENT_TYPE).asString("").equals("click");
        }

        private static boolean isNavigation(JsonNode call) {
            // Events of the page itself: ui-navigate, ui-refresh and ui-leave-navigation
            return call.path(JsonConstants.RPC_TYPE).asString("").equals(JsonConstants.RPC_TYPE_NAVIGATION)
                    || call.path(JsonConstants.RPC_EVENT_TYPE).asString("").startsWith("ui-");
        }

        private static boolean removeExcessValues(ArrayNode calls, PropertyValueLimiter propertyValueLimiter) {
            boolean removed = false;
            for (Iterator<JsonNode> all = calls.iterator(); all.hasNext(); ) {
                JsonNode call = all.next();
                if (isPropertyChange(call)
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

        private static void report(UI ui, String reason) {
            ui.getSession().getErrorHandler().error(new ErrorEvent(new IllegalArgumentException(reason)));
        }
    }
}
