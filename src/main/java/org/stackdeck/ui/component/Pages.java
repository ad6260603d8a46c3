package org.stackdeck.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.data.renderer.LitRenderer;

/** The parts that pages with a list have in common. */
public final class Pages {

    private static final int CARDS_TO = 640;

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

    /** The one column of narrow windows, which says all of an item; the others need {@value #CARDS_TO} pixels and more. */
    public static <T> void card(Grid<T> grid, LitRenderer<T> renderer) {
        grid.addColumn(renderer)
                .setKey("card")
                .setFlexGrow(1)
                .getElement()
                .setAttribute("data-to", String.valueOf(CARDS_TO));
    }

    /**
     * A column that the window must be wide enough for.
     *
     * @param from least width of the window in CSS pixels; columns give way to cards in any case
     */
    public static <T> Grid.Column<T> column(
            Grid<T> grid, String header, LitRenderer<T> renderer, String width, int from) {
        Grid.Column<T> column = grid.addColumn(renderer)
                .setHeader(header)
                .setResizable(true)
                .setWidth(width)
                .setFlexGrow(0);
        column.getElement().setAttribute("data-from", String.valueOf(Math.max(from, CARDS_TO + 1)));
        return column;
    }
}
