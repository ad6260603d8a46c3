package org.stackdeck.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.data.renderer.LitRenderer;

/** Creates the common elements of pages with a list. */
public final class ListPageElements {

    private static final int MAX_CARD_WIDTH = 640;

    private ListPageElements() {}

    /** Creates the header of a page with the title and with elements on the right. */
    public static Div header(String title, Component... aside) {
        Div head = StyledElements.div("title alone", new H1(title));
        if (aside.length > 0) {
            head.add(StyledElements.div("aside", aside));
        }
        return head;
    }

    /** Applies the common style to a grid and sets its accessible name. */
    public static void style(Grid<?> grid, String label) {
        grid.addThemeVariants(GridVariant.NO_BORDER);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setSizeFull();
        grid.getElement().setAttribute("aria-label", label);
    }

    /**
     * Adds the column for narrow windows, which shows an item as a card. The other columns are shown only in windows
     * wider than {@value #MAX_CARD_WIDTH} pixels.
     */
    public static <T> void addCardColumn(Grid<T> grid, LitRenderer<T> renderer) {
        grid.addColumn(renderer)
                .setKey("card")
                .setFlexGrow(1)
                .getElement()
                .setAttribute("data-to", String.valueOf(MAX_CARD_WIDTH));
    }

    /**
     * Adds a column that is hidden in narrower windows.
     *
     * @param from minimum window width in CSS pixels; up to {@value #MAX_CARD_WIDTH} pixels, the card column is shown
     *     instead
     */
    public static <T> Grid.Column<T> addColumn(
            Grid<T> grid, String header, LitRenderer<T> renderer, String width, int from) {
        Grid.Column<T> column = grid.addColumn(renderer)
                .setHeader(header)
                .setResizable(true)
                .setWidth(width)
                .setFlexGrow(0);
        column.getElement().setAttribute("data-from", String.valueOf(Math.max(from, MAX_CARD_WIDTH + 1)));
        return column;
    }
}
