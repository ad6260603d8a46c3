package org.stackdeck.ui.chart;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import java.util.List;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/** Expandable table with the numbers of a chart. Printed pages always contain the table. */
public final class ChartTable extends NativeDetails {

    private static final String ZERO = "0";

    private final NativeTableBody body = new NativeTableBody();

    /**
     * @param label accessible name of the table
     * @param headers column headers; all columns but the first contain numbers
     */
    public ChartTable(Messages messages, String label, List<String> headers) {
        super(messages.text("overview.history.table"));
        addClassName("chart-table");
        NativeTableRow head = new NativeTableRow();
        headers.forEach(header -> head.add(header(header, "col", head.getComponentCount() > 0)));
        NativeTable table = new NativeTable();
        table.add(new NativeTableHeader(head), body);
        table.addClassName("overview-table");
        table.getElement().setAttribute("aria-label", label);
        Div box = StyledElements.div("overview-scroll", table);
        // The box is focusable, so that users can scroll the table with the keyboard.
        box.getElement()
                .setAttribute("tabindex", "0")
                .setAttribute("role", "group")
                .setAttribute("aria-label", label);
        setContent(box);
    }

    /** @param rows formatted cells of each row */
    public void setRows(List<List<String>> rows) {
        body.removeAll();
        rows.forEach(cells -> {
            NativeTableRow row = new NativeTableRow(header(cells.getFirst(), "row", false));
            cells.stream().skip(1).map(ChartTable::cell).forEach(row::add);
            body.add(row);
        });
    }

    private static NativeTableHeaderCell header(String text, String scope, boolean number) {
        NativeTableHeaderCell cell = new NativeTableHeaderCell(text);
        cell.getElement().setAttribute("scope", scope);
        cell.setClassName("number", number);
        return cell;
    }

    private static NativeTableCell cell(String text) {
        NativeTableCell cell = new NativeTableCell(text);
        cell.setClassName(text.equals(ZERO) ? "number none" : "number");
        return cell;
    }
}
