package org.stackdeck.ui.servers.columns;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.stackdeck.ui.UserInputListeners;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.grid.ServerGridLayout;
import org.stackdeck.ui.servers.search.ServerSort;

/** Row of the popover in which the user shows, hides or moves a column. */
final class ColumnRow extends Div {

    private final ServerSort.Column column;
    private final int windowWidth;
    private final transient Listener listener;
    private final Checkbox box;
    private final List<NativeButton> moveButtons = new ArrayList<>();

    interface Listener {

        /** @param focus sets the focus in the row that shows the column after the change */
        void onChange(ServerSort.Column column, UnaryOperator<ServerGridLayout> edit, Consumer<ColumnRow> focus);
    }

    /**
     * @param shown all shown columns in their order
     * @param windowWidth width of the window in CSS pixels, which determines the default columns
     */
    ColumnRow(
            ServerSort.Column column,
            List<ServerSort.Column> shown,
            Messages messages,
            int windowWidth,
            Listener listener) {
        this.column = column;
        this.windowWidth = windowWidth;
        this.listener = listener;
        String name = messages.text("servers.column." + column.code());
        box = new Checkbox(name, shown.contains(column));
        box.setEnabled(column != ServerSort.Column.NAME);
        UserInputListeners.saveOnChange(box, this::setShown);
        addClassName("columns-row");
        add(box);
        int index = shown.indexOf(column);
        if (index >= 0) {
            addMoveButton("up", messages.text("servers.columns.up", name), shown, index - 1);
            addMoveButton("down", messages.text("servers.columns.down", name), shown, index + 1);
        }
    }

    private void addMoveButton(String icon, String label, List<ServerSort.Column> shown, int to) {
        int button = moveButtons.size();
        boolean possible = to >= 0 && to < shown.size();
        moveButtons.add(NativeButtons.icon(icon, label, () -> {
            if (possible) {
                move(shown.get(to), button);
            }
        }));
        moveButtons.getLast().setEnabled(possible);
        add(moveButtons.getLast());
    }

    private void setShown(boolean shown) {
        listener.onChange(
                column,
                base -> {
                    List<ServerSort.Column> columns = new ArrayList<>(base.shownColumns(windowWidth));
                    columns.remove(column);
                    if (shown) {
                        columns.add(column);
                    }
                    return base.withColumns(columns);
                },
                row -> row.box.focus());
    }

    private void move(ServerSort.Column neighbour, int button) {
        listener.onChange(
                column,
                base -> {
                    List<ServerSort.Column> columns = new ArrayList<>(base.shownColumns(windowWidth));
                    if (columns.contains(column) && columns.contains(neighbour)) {
                        Collections.swap(columns, columns.indexOf(column), columns.indexOf(neighbour));
                    }
                    return base.withColumns(columns);
                },
                row -> row.focusMoveButton(button));
    }

    /** Focuses the move button with this index, or the other move button if the first one is disabled. */
    private void focusMoveButton(int button) {
        NativeButton clicked = moveButtons.get(button);
        (clicked.isEnabled() ? clicked : moveButtons.get(1 - button)).focus();
    }
}
