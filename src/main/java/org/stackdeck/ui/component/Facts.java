package org.stackdeck.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is known of something, a line each; a line is drawn anew only when it says something else, and is absent without. */
public final class Facts extends DescriptionList {

    private final Map<String, Line> lines = new HashMap<>();

    public Facts() {
        addClassName("fact-lines");
    }

    /**
     * Shows a fact. Lines stand in the order in which they are first told.
     *
     * @param value null for a fact that there is not
     */
    public <T> void show(String label, @Nullable T value, Function<T, Component> paint) {
        Line line = lines.computeIfAbsent(label, this::line);
        if (Objects.equals(value, line.shown)) {
            return;
        }
        line.shown = value;
        line.said.removeAll();
        if (value != null) {
            line.said.add(paint.apply(value));
        }
        line.setVisible(value != null);
    }

    private Line line(String label) {
        Line line = new Line(label);
        add(line);
        return line;
    }

    private static final class Line extends Div {

        private final Description said = new Description();
        private @Nullable Object shown;

        Line(String label) {
            add(new Term(label), said);
            setVisible(false);
        }
    }
}
