package org.stackdeck.ui.servers.grid;

import com.vaadin.flow.component.Synchronize;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.data.renderer.Renderer;

/**
 * Grid column that does not synchronize properties from the browser. By default, Vaadin synchronizes six properties of
 * each column. This takes 4 kB per column and open page. Stackdeck does not need these properties: the event of a
 * resized column contains its width, and the browser never changes the other properties.
 */
final class UnsynchronizedColumn<T> extends Grid.Column<T> {

    UnsynchronizedColumn(Grid<T> grid, String id, Renderer<T> renderer) {
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
