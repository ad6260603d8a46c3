package org.stackdeck.ui.resources.list;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.function.SerializableConsumer;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceField;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.ui.component.ListGrid;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.resources.ResourceRoutes;
import org.stackdeck.ui.resources.ResourceStateStyles;
import org.stackdeck.ui.resources.ResourceValueFormatter;

/** Grid with the resources of one kind. The fields of the kind determine the columns. */
public final class ResourceGrid extends ListGrid<ResourceRow> {

    private static final String STATUS = "status";
    /** Checkbox of a row. It is not a tab stop, because its cell is a tab stop. The X key selects the focused row. */
    private static final String CHECKBOX = """
            ${item.pickLabel ? html`<input type="checkbox" class="pick" tabindex="-1" .checked="${item.picked}"
            aria-label="${item.pickLabel}" @click="${pick}">` : ''}\
            """;
    /** Checkbox of a card. The box around the checkbox is also clickable, which enlarges the touch target. */
    private static final String CARD_CHECKBOX = """
            ${item.pickLabel ? html`<label class="pick-box"><input type="checkbox" class="pick" .checked="${item.picked}"
            aria-label="${item.pickLabel}" @click="${pick}"></label>` : ''}\
            """;

    private static final String NAME =
            "<a class='clip strong target' href='${item.path}' title='${item.name}'>${item.name}</a>";

    private static final int SELECTION_WIDTH = 44;
    private static final int NAME_WIDTH = 190;
    private static final int PROJECT_WIDTH = 150;

    /** Width of the window beside the columns of the fields: navigation, margins and the other columns. */
    private static final int WIDTH_OF_OTHERS = 220 + SELECTION_WIDTH + NAME_WIDTH + PROJECT_WIDTH;

    private final Set<ResourceKey> selection = new LinkedHashSet<>();
    private final Grid.Column<ResourceRow> selectionColumn;
    private transient Runnable onSelectionChange = () -> {};
    private boolean selectable;

    ResourceGrid(Messages messages, ResourceKind kind) {
        super(
                messages,
                "resources." + kind.code() + ".title",
                row -> new RowId(row.resource().cloud(), row.resource().id()));
        List<ResourceField> listed =
                kind.fields().stream().filter(ResourceField::listed).toList();
        Optional<ResourceField> status =
                listed.stream().filter(field -> field.code().equals(STATUS)).findFirst();
        addProperty("name", ResourceRow::name);
        addProperty("path", row -> ResourceRoutes.resourcePath(row.resource()));
        addProperty("project", ResourceRow::project);
        addState(
                row -> ResourceStateStyles.style(row.resource()),
                row -> status.map(row::text).orElse(""));
        listed.forEach(field -> addProperty(property(field), row -> row.summary(field)));
        addProperty("pickLabel", row -> isSelectable() ? messages.text("servers.bulk.pick", row.name()) : "");
        addProperty("picked", row -> selection.contains(row.key()));
        addFunction("pick", this::toggle);
        addCard("<div class='card'><div class='top'>" + CARD_CHECKBOX + NAME + (status.isPresent() ? state("w") : "")
                + "</div><div class='bottom muted'>"
                + listed.stream()
                        .filter(field -> !field.code().equals(STATUS) && field.type() != ResourceField.Type.BOOLEAN)
                        .map(field -> "<span class='clip'>" + cardValue(messages, field) + "</span>")
                        .collect(Collectors.joining())
                + "</div></div>");
        selectionColumn = addColumn("servers.bulk.column", CHECKBOX, SELECTION_WIDTH + "px", 0)
                .setHeader(StyledElements.span("sr", messages.text("servers.bulk.column")))
                .setResizable(false);
        hideSelectionColumn(true);
        sortable(ResourceSort.NAME, addColumn("resources.field.name", NAME, NAME_WIDTH + "px", 0))
                .setRowHeader(true)
                .setFlexGrow(2);
        int from = WIDTH_OF_OTHERS;
        for (ResourceField field : listed) {
            String template = field.code().equals(STATUS)
                    ? state("w")
                    : "<span class='clip' title='${item." + property(field) + "}'>${item." + property(field)
                            + "}</span>";
            ColumnWidth width = ColumnWidth.of(field);
            from += width.min();
            sortable(
                            field.code(),
                            addColumn(
                                    "resources.field." + field.code(),
                                    template,
                                    width.min() + "px",
                                    field.equals(listed.getFirst()) ? 0 : from))
                    .setFlexGrow(width.grow());
        }
        if (kind.hasProject()) {
            sortable(
                    ResourceSort.PROJECT,
                    addColumn(
                            "servers.column.project",
                            "<span class='clip'>${item.project}</span>",
                            PROJECT_WIDTH + "px",
                            820));
        }
    }

    private static Grid.Column<ResourceRow> sortable(String code, Grid.Column<ResourceRow> column) {
        return column.setKey(code).setSortProperty(code).setSortable(true);
    }

    /** Shows the sort order in the header without notifying the listener. */
    void setSort(ResourceSort sort) {
        grid().sort(List.of(new GridSortOrder<>(
                grid().getColumnByKey(sort.column()),
                sort.descending() ? SortDirection.DESCENDING : SortDirection.ASCENDING)));
    }

    /** Sets the listener for sort changes by the user. If the user removes the sort order, it receives the default. */
    void onSortChange(SerializableConsumer<ResourceSort> listener) {
        grid().addSortListener(event -> {
            if (event.isFromClient()) {
                listener.accept(event.getSortOrder().stream()
                        .findFirst()
                        .map(order -> new ResourceSort(
                                order.getSorted().getKey(), order.getDirection() == SortDirection.DESCENDING))
                        .orElse(ResourceSort.BY_NAME));
            }
        });
    }

    /** Shows or hides the checkboxes. A change clears the selection. */
    void setSelectable(boolean selectable) {
        if (selectable != isSelectable()) {
            this.selectable = selectable;
            hideSelectionColumn(!selectable);
            selection.clear();
            grid().getDataProvider().refreshAll();
        }
    }

    private boolean isSelectable() {
        return selectable;
    }

    /**
     * Shows or hides the column by an attribute, because the browser sets the visibility of columns according to the
     * width of the window.
     */
    private void hideSelectionColumn(boolean hidden) {
        selectionColumn.getElement().setAttribute("data-off", hidden);
    }

    /** @param task runs after each change of the selection by the user or by {@link #select} */
    void onSelectionChange(Runnable task) {
        onSelectionChange = task;
    }

    private void toggle(ResourceRow row) {
        if (!selection.remove(row.key()) && isSelectable()) {
            selection.add(row.key());
        }
        grid().getDataProvider().refreshItem(row);
        onSelectionChange.run();
    }

    /** Replaces the selection. Clears it if the rows are not selectable. */
    void select(Collection<ResourceKey> keys) {
        selection.clear();
        if (isSelectable()) {
            selection.addAll(keys);
        }
        grid().getDataProvider().refreshAll();
        onSelectionChange.run();
    }

    /** Returns the selected rows that are displayed, in the order of the grid. */
    List<ResourceRow> selectedRows() {
        return selection.isEmpty()
                ? List.of()
                : rows().stream().filter(row -> selection.contains(row.key())).toList();
    }

    /**
     * Deselects rows that are no longer displayed, because users do not expect an action on rows that they do not see.
     */
    void retainDisplayed() {
        if (!selection.isEmpty()) {
            selection.retainAll(rows().stream().map(ResourceRow::key).collect(Collectors.toSet()));
        }
    }

    private record RowId(CloudName cloud, String id) {}

    /**
     * Returns the name of the row property for a field. The prefix prevents conflicts with the properties of {@link
     * ListGrid}.
     */
    private static String property(ResourceField field) {
        return "field_" + field.code();
    }

    /** Returns the template of a value on a card. A number has a label; other values are clear without one. */
    private static String cardValue(Messages messages, ResourceField field) {
        String value = "${item." + property(field) + "}";
        return field.type() == ResourceField.Type.NUMBER
                ? messages.text("resources.action.title", messages.text("resources.field." + field.code()), value)
                : value;
    }

    /**
     * Width of a column. If a window is too narrow for the minimum widths, the last columns are hidden.
     *
     * @param min in CSS pixels
     * @param grow share of the remaining width; 0 for none
     */
    private record ColumnWidth(int min, int grow) {

        static ColumnWidth of(ResourceField field) {
            return switch (field.type()) {
                case BOOLEAN, NUMBER, BYTES, GIB, MIB -> new ColumnWidth(110, 0);
                case TIME -> new ColumnWidth(180, 0);
                case TEXT -> {
                    if (field.code().equals(STATUS)) {
                        yield new ColumnWidth(150, 0);
                    }
                    yield ResourceField.PROJECTS.equals(field.target())
                            ? new ColumnWidth(260, 1)
                            : new ColumnWidth(130, 1);
                }
                case TEXTS, MAP ->
                    field.code().equals(ResourceValueFormatter.RULES)
                            ? new ColumnWidth(240, 5)
                            : new ColumnWidth(170, 2);
            };
        }
    }

    /** Returns the searchable text of a row. */
    static String searchText(ResourceRow row) {
        CloudResource resource = row.resource();
        return resource.name() + " " + resource.id() + " " + row.project() + " " + resource.status() + " "
                + resource.kind().fields().stream().map(row::text).collect(Collectors.joining(" "));
    }
}
