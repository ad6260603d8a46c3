package org.stackdeck.ui.resources.list;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.inventory.search.ResourceSearchProperty;
import org.stackdeck.inventory.search.SearchQuery;
import org.stackdeck.ui.component.StateStyle;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.resources.ResourceStateStyles;
import org.stackdeck.ui.search.StateFilterChips;

/** Chips with the number of resources in each state. Chips without resources are hidden, except those in the filter. */
final class ResourceStateFilterChips extends StateFilterChips<String> {

    private static final Set<String> VALUES_WITH_NAMES =
            Set.of(ResourceSearchProperty.STATUS.key(), ResourceSearchProperty.VISIBILITY.key());

    ResourceStateFilterChips(Messages messages, ResourceKind kind, Consumer<String> pressed) {
        super(
                messages,
                messages.text("resources.chips"),
                Comparator.naturalOrder(),
                state -> face(messages, kind, state),
                pressed);
    }

    /** Returns the name of a filter's value in the language of the user; empty for values without names. */
    static Optional<String> valueName(Messages messages, String key, String value) {
        return VALUES_WITH_NAMES.contains(key) ? messages.findText("resources." + key + "." + value) : Optional.empty();
    }

    private static Face face(Messages messages, ResourceKind kind, String state) {
        StateStyle style = ResourceStateStyles.style(kind, state);
        return new Face(
                messages.findText("resources.status." + state).orElse(state),
                style.icon(),
                "s s-" + style.tone() + (style.tone().equals("moving") ? " spin" : ""));
    }

    /**
     * @param rows resources that match the search
     * @param chosen states in the filter
     */
    void update(Collection<ResourceRow> rows, Set<String> chosen) {
        Map<String, Integer> counts = new HashMap<>();
        rows.forEach(row -> counts.merge(state(row), 1, Integer::sum));
        counts.remove("");
        Set<String> all = new HashSet<>(states());
        all.addAll(chosen);
        all.addAll(counts.keySet());
        all.forEach(state -> update(
                state,
                counts.getOrDefault(state, 0),
                chosen.contains(state),
                counts.containsKey(state) || chosen.contains(state)));
        setVisible(!counts.isEmpty() || !chosen.isEmpty());
    }

    static boolean exists(ResourceKind kind) {
        return kind.fields().stream().anyMatch(field -> field.code().equals("status"));
    }

    /** Returns the state in the form in which filters contain it. */
    static String state(ResourceRow row) {
        return SearchQuery.statusCode(row.resource().status());
    }
}
