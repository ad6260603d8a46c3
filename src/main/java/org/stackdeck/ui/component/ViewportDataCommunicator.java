package org.stackdeck.ui.component;

import com.vaadin.flow.data.provider.ArrayUpdater;
import com.vaadin.flow.data.provider.CompositeDataGenerator;
import com.vaadin.flow.data.provider.DataCommunicator;
import com.vaadin.flow.dom.Element;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * Data communicator of a grid that provides the range of the rows in the browser. Limits the number of rows per request
 * and the number of unconfirmed updates.
 */
public final class ViewportDataCommunicator<T> extends DataCommunicator<T> {

    /**
     * Maximum number of rows per request, sufficient for a window of 7,000 pixels. Flow keeps the last response of each
     * page, which takes about 5 kB for each row.
     */
    private static final int MAX_ROWS = 200;

    /**
     * Maximum number of unconfirmed updates whose removed rows are retained. Browsers confirm each update immediately.
     */
    private static final int MAX_UNCONFIRMED = 100;

    private int firstRow;
    private int endRow;
    private Runnable rangeListener = () -> {};

    ViewportDataCommunicator(Element grid, CompositeDataGenerator<T> generator, ArrayUpdater updater) {
        super(generator, updater, rows -> grid.callJsFunction("$connector.updateFlatData", rows), grid.getNode());
    }

    @Override
    public void setViewportRange(int first, int length) {
        firstRow = Math.max(first, 0);
        endRow = firstRow + Math.clamp(length, 0, MAX_ROWS);
        super.setViewportRange(firstRow, endRow - firstRow);
        rangeListener.run();
    }

    /** Sets the listener that runs after the browser has requested other rows. */
    public void onRangeChange(Runnable listener) {
        rangeListener = listener;
    }

    @Override
    protected Set<String> getPassivatedKeys(Set<String> oldActiveKeys) {
        if (passivatedByUpdate.size() >= MAX_UNCONFIRMED) {
            List.copyOf(passivatedByUpdate.keySet()).forEach(this::doUnregister);
        }
        return super.getPassivatedKeys(oldActiveKeys);
    }

    /** Returns the index of the first row that the browser holds. */
    public int firstRow() {
        return firstRow;
    }

    /**
     * Returns the index after the last row that the browser holds. The index can be greater than the number of rows.
     */
    public int endRow() {
        return endRow;
    }

    /** Resends all rows that the browser holds. */
    public void refreshAll() {
        refreshViewport();
    }

    /** Updates the number of rows without sending rows. */
    public void updateRowCount(IntSupplier rows) {
        setCountCallback(_ -> rows.getAsInt());
    }
}
