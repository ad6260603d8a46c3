package org.stackdeck.ui.servers;

import com.vaadin.flow.data.provider.ArrayUpdater;
import com.vaadin.flow.data.provider.CompositeDataGenerator;
import com.vaadin.flow.data.provider.DataCommunicator;
import com.vaadin.flow.dom.Element;
import java.util.function.IntSupplier;

/** Sends a grid's rows to the browser, as Vaadin's own for grids does, and tells which of them it holds. */
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

    /** The first row that the browser holds. */
    int start() {
        return start;
    }

    /** The row after the last one that the browser holds, if there are so many. */
    int end() {
        return end;
    }

    /** Sends all rows that the browser holds. */
    void resend() {
        refreshViewport();
    }

    /** Lets the browser know that there are more rows or fewer, without sending any that it holds. */
    void recount(IntSupplier rows) {
        setCountCallback(_ -> rows.getAsInt());
    }
}
