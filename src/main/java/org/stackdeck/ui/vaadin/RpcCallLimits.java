package org.stackdeck.ui.vaadin;

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

/** Limits the number, the length and the repetition of the calls in a message of a page. */
final class RpcCallLimits {

    /** Maximum number of calls per message. A page sends fewer than a hundred, even when many rows are rendered. */
    static final int MAX_CALLS = 1_000;

    /** Maximum number of navigations per message. Each navigation creates a view. A page sends one. */
    private static final int MAX_NAVIGATIONS = 3;

    /**
     * Maximum number of clicks per message. Each click can open a dialog. A page sends one for each click of the user.
     */
    private static final int MAX_CLICKS = 40;

    /**
     * Maximum number of calls per message to the same listener, property or method of a component. A call such as a
     * search can take a long time. A browser sends several such calls only if a user repeats an action before the
     * response arrives.
     */
    private static final int MAX_SAME_CALLS = 20;

    /** Maximum number of events per message. The launch page sends 45 when it is rendered, more than any other page. */
    private static final int MAX_EVENTS = 300;

    /** Maximum length of a property, event or method name, in characters. Flow keeps or logs unknown names. */
    private static final int MAX_NAME_LENGTH = 100;

    /**
     * Maximum length of a call that does not set a property, in characters of JSON. Limits the memory that a view
     * retains, such as the tags of a new server. The longest legitimate calls contain passkey responses.
     */
    private static final int MAX_CALL_LENGTH = 16_000;

    /**
     * Methods that a grid calls while the user scrolls, many times before a slow response arrives. They confirm an
     * update, or only set the range of rows, which are loaded once for each response.
     */
    private static final Set<String> SCROLLING = Set.of("setViewportRange", "confirmUpdate");

    /**
     * By call type, the member of the call that, together with the node, identifies its listener, property or method.
     */
    private static final Map<String, String> TARGETS = Map.of(
            JsonConstants.RPC_TYPE_EVENT, JsonConstants.RPC_EVENT_TYPE,
            JsonConstants.RPC_TYPE_MAP_SYNC, JsonConstants.RPC_PROPERTY,
            JsonConstants.RPC_PUBLISHED_SERVER_EVENT_HANDLER, JsonConstants.RPC_TEMPLATE_EVENT_METHOD_NAME,
            JsonConstants.RPC_TYPE_CHANNEL, JsonConstants.RPC_CHANNEL);

    private RpcCallLimits() {}

    /**
     * Removes the calls that exceed a limit, or all calls if there are too many. Returns a message for each exceeded
     * limit.
     */
    static List<String> removeExcess(ArrayNode calls) {
        List<String> reasons = new ArrayList<>();
        if (calls.size() > MAX_CALLS) {
            calls.removeAll();
            reasons.add("a message of a page has more than " + MAX_CALLS + " calls");
        }
        if (removeExcess(calls, RpcCallLimits::hasLongName, 0)) {
            reasons.add("a name in a message of a page has more than " + MAX_NAME_LENGTH + " characters");
        }
        if (removeExcess(calls, RpcCallLimits::isLong, 0)) {
            reasons.add("a call in a message of a page has more than " + MAX_CALL_LENGTH + " characters");
        }
        if (removeExcess(calls, RpcCallLimits::isNavigation, MAX_NAVIGATIONS)) {
            reasons.add("a message of a page has more than " + MAX_NAVIGATIONS + " navigations");
        }
        if (removeExcess(calls, RpcCallLimits::isClick, MAX_CLICKS)) {
            reasons.add("a message of a page has more than " + MAX_CLICKS + " clicks");
        }
        if (removeExcess(calls, RpcCallLimits::isEvent, MAX_EVENTS)) {
            reasons.add("a message of a page has more than " + MAX_EVENTS + " events");
        }
        removeOutdated(calls);
        if (removeRepeated(calls)) {
            reasons.add("a message of a page has more than " + MAX_SAME_CALLS + " calls to the same listener");
        }
        return reasons;
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

    /**
     * Removes the oldest values of a property. While a response is pending, a browser collects a value for each key
     * that the user presses; the last one must not be lost.
     */
    private static void removeOutdated(ArrayNode calls) {
        Map<List<String>, Integer> numbers = new HashMap<>();
        for (int i = calls.size() - 1; i >= 0; i--) {
            JsonNode call = calls.get(i);
            if (isPropertyChange(call) && numbers.merge(target(call), 1, Integer::sum) > MAX_SAME_CALLS) {
                calls.remove(i);
            }
        }
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
        return call.path(JsonConstants.RPC_TYPE).asString("").equals(JsonConstants.RPC_PUBLISHED_SERVER_EVENT_HANDLER)
                && SCROLLING.contains(
                        call.path(JsonConstants.RPC_TEMPLATE_EVENT_METHOD_NAME).asString(""));
    }

    private static List<String> target(JsonNode call) {
        String type = call.path(JsonConstants.RPC_TYPE).asString("");
        String node = String.valueOf(call.path(JsonConstants.RPC_NODE).asInt(0));
        // Flow ignores other members of the call.
        return List.of(type, node, call.path(TARGETS.getOrDefault(type, "")).asString(""));
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

    static boolean isPropertyChange(JsonNode call) {
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
}
