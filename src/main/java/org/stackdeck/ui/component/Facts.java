package org.stackdeck.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** List of labelled values. A line is rendered again only if its value changes, and hidden if it has no value. */
public final class Facts extends DescriptionList {

    private final Map<String, Line> lines = new HashMap<>();

    public Facts() {
        addClassName("fact-lines");
    }

    /**
     * Sets a value. Lines appear in the order in which they are set first.
     *
     * @param value null hides the line
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
