package org.stackdeck.ui.servers;

import com.vaadin.flow.data.provider.ArrayUpdater;
import com.vaadin.flow.data.provider.CompositeDataGenerator;
import com.vaadin.flow.data.provider.DataCommunicator;
import com.vaadin.flow.dom.Element;
import java.util.function.IntSupplier;

/** Data communicator of the grid that exposes which rows the browser holds. */
final class RowsInSight extends DataCommunicator<ServerRow> {

    private int start;
    private int end;

    RowsInSight(Element grid, CompositeDataGenerator<ServerRow> generator, ArrayUpdater updater) {
        super(generator, updater, rows -> grid.callJsFunction("$connector.updateFlatData", rows), grid.getNode());
    }

    @Override
    public void setViewportRange(int first, int length) {
        start = first;
        end = first + length;
        super.setViewportRange(first, length);
    }

    /** Returns the first row that the browser holds. */
    int start() {
        return start;
    }

    /** Returns the row after the last one that the browser holds; it may be beyond the last row of the grid. */
    int end() {
        return end;
    }

    /** Sends all rows that the browser holds. */
    void resend() {
        refreshViewport();
    }

    /** Updates the number of rows without sending rows. */
    void recount(IntSupplier rows) {
        setCountCallback(_ -> rows.getAsInt());
    }
}
