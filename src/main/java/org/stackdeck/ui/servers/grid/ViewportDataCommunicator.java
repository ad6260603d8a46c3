package org.stackdeck.ui.servers.grid;

import com.vaadin.flow.data.provider.ArrayUpdater;
import com.vaadin.flow.data.provider.CompositeDataGenerator;
import com.vaadin.flow.data.provider.DataCommunicator;
import com.vaadin.flow.dom.Element;
import java.util.function.IntSupplier;

/** Data communicator of the grid that exposes which rows the browser holds. */
final class ViewportDataCommunicator extends DataCommunicator<ServerRow> {

    /** Maximum number of rows per request. Flow logs a warning for larger requests. */
    private static final int MAX_ROWS = 500;

    private int firstRow;
    private int endRow;

    ViewportDataCommunicator(Element grid, CompositeDataGenerator<ServerRow> generator, ArrayUpdater updater) {
        super(generator, updater, rows -> grid.callJsFunction("$connector.updateFlatData", rows), grid.getNode());
    }

    @Override
    public void setViewportRange(int first, int length) {
        firstRow = Math.max(first, 0);
        endRow = firstRow + Math.clamp(length, 0, MAX_ROWS);
        super.setViewportRange(firstRow, endRow - firstRow);
    }

    /** Returns the first row that the browser holds. */
    int firstRow() {
        return firstRow;
    }

    /** Returns the row after the last one that the browser holds; it may be beyond the last row of the grid. */
    int endRow() {
        return endRow;
    }

    /** Sends all rows that the browser holds. */
    void refreshAll() {
        refreshViewport();
    }

    /** Updates the number of rows without sending rows. */
    void updateRowCount(IntSupplier rows) {
        setCountCallback(_ -> rows.getAsInt());
    }
}
