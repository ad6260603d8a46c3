package org.stackdeck.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * List of labeled values. The list renders a line again only if its value changes, and removes a line without a value.
 */
public final class FactList extends DescriptionList {

    /** Lines by label, in the order of the first call of {@link #set} for each label. */
    private final Map<String, FactLine> factLines = new LinkedHashMap<>();

    public FactList() {
        addClassName("fact-lines");
    }

    /**
     * Sets the value of a line. The lines are in the order of the first call for each label, even if that call passed
     * null.
     *
     * @param value the value to show; null removes the line
     */
    public <T> void set(String label, @Nullable T value, Function<T, Component> paint) {
        FactLine factLine = factLines.computeIfAbsent(label, FactLine::new);
        if (Objects.equals(value, factLine.shown)) {
            return;
        }
        factLine.shown = value;
        factLine.value.removeAll();
        if (value == null) {
            // An invisible line would keep its content in the browser.
            remove(factLine);
            return;
        }
        factLine.value.add(paint.apply(value));
        if (factLine.getParent().isEmpty()) {
            int before = (int) factLines.values().stream()
                    .takeWhile(other -> other != factLine)
                    .filter(other -> other.getParent().isPresent())
                    .count();
            addComponentAtIndex(before, factLine);
        }
    }

    private static final class FactLine extends Div {

        private final Description value = new Description();
        private @Nullable Object shown;

        FactLine(String label) {
            add(new Term(label), value);
        }
    }
}
