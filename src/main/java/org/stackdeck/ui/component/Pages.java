package org.stackdeck.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.data.renderer.LitRenderer;

/** The parts that pages with a list have in common. */
public final class Pages {

    private Pages() {}

    /** The page's head: its title, and what stands at its right. */
    public static Div title(String title, Component... aside) {
        Div head = new Div(new H1(title));
        head.addClassNames("title", "alone");
        if (aside.length > 0) {
            Div right = new Div(aside);
            right.addClassName("aside");
            head.add(right);
        }
        return head;
    }

    /** Dresses a grid like all others. */
    public static void dress(Grid<?> grid, String label) {
        grid.addThemeVariants(GridVariant.NO_BORDER);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setSizeFull();
        grid.getElement().setAttribute("aria-label", label);
    }

    /**
     * A column that the window must be wide enough for.
     *
     * @param from least width of the window in CSS pixels
     */
    public static <T> Grid.Column<T> column(
            Grid<T> grid, String header, LitRenderer<T> renderer, String width, int from) {
        Grid.Column<T> column = grid.addColumn(renderer)
                .setHeader(header)
                .setResizable(true)
                .setWidth(width)
                .setFlexGrow(0);
        column.getElement().setAttribute("data-from", String.valueOf(from));
        return column;
    }
}
