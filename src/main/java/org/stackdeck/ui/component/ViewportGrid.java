package org.stackdeck.ui.component;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridArrayUpdater;
import com.vaadin.flow.data.provider.CompositeDataGenerator;
import com.vaadin.flow.data.provider.DataCommunicator;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.function.SerializableSupplier;
import com.vaadin.flow.function.ValueProvider;

/** Grid with a {@link ViewportDataCommunicator}. */
public class ViewportGrid<T> extends Grid<T> {

    private static final int PAGE_SIZE = 50;

    public ViewportGrid() {
        super(PAGE_SIZE, new CommunicatorBuilder<T>());
    }

    protected final ViewportDataCommunicator<T> viewport() {
        return (ViewportDataCommunicator<T>) getDataCommunicator();
    }

    @Override
    protected void refreshViewport() {
        viewport().refreshAll();
    }

    private static final class CommunicatorBuilder<T> extends DataCommunicatorBuilder<T, GridArrayUpdater> {

        @Override
        protected DataCommunicator<T> build(
                Element element,
                CompositeDataGenerator<T> generator,
                GridArrayUpdater updater,
                SerializableSupplier<ValueProvider<T, String>> keys) {
            return new ViewportDataCommunicator<>(element, generator, updater);
        }
    }
}
