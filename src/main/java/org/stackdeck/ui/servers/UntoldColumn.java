package org.stackdeck.ui.servers;

import com.vaadin.flow.component.Synchronize;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.data.renderer.Renderer;

/**
 * A column that the browser does not tell about. Vaadin listens at each column for six of its properties, which takes 4 kB
 * a column of each page that is open; what a person makes of a width stays in the browser, and the others never change.
 *
 * @param <T> of the grid's items
 */
final class UntoldColumn<T> extends Grid.Column<T> {

    UntoldColumn(Grid<T> grid, String id, Renderer<T> renderer) {
        super(grid, id, renderer);
    }

    @Override
    @Synchronize({})
    public String getWidth() {
        return super.getWidth();
    }

    @Override
    @Synchronize({})
    public int getFlexGrow() {
        return super.getFlexGrow();
    }

    @Override
    @Synchronize({})
    public boolean isResizable() {
        return super.isResizable();
    }

    @Override
    @Synchronize({})
    public boolean isFrozen() {
        return super.isFrozen();
    }

    @Override
    @Synchronize({})
    public boolean isFrozenToEnd() {
        return super.isFrozenToEnd();
    }

    @Override
    @Synchronize({})
    public ColumnTextAlign getTextAlign() {
        return super.getTextAlign();
    }
}
