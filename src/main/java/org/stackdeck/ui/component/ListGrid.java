package org.stackdeck.ui.component;

import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.SerializableConsumer;
import com.vaadin.flow.function.ValueProvider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.stackdeck.ui.i18n.Messages;

/**
 * Grid of rows that can show an empty state instead. Properties and actions of a row must be added before the columns.
 * A column sends only the properties that its template uses, and binds all values as text.
 */
@JsModule("context://frontend/js/grid.js")
public class ListGrid<T> extends Div {

    protected static final String ICONS = "frontend/icons/icons.svg#";

    protected final Messages messages;

    private final Grid<T> grid = new ViewportGrid<>();
    private final Div empty = StyledElements.div("empty-box");
    private final Map<String, ValueProvider<T, ?>> properties = new LinkedHashMap<>();
    private final Map<String, SerializableConsumer<T>> functions = new LinkedHashMap<>();
    private List<T> rows = List.of();

    /**
     * @param labelKey key of the accessible name
     * @param id returns the ID of a row, which identifies the row in the browser when its values change
     */
    protected ListGrid(Messages messages, String labelKey, ValueProvider<T, Object> id) {
        this.messages = messages;
        addClassName("grid-box");
        empty.setVisible(false);
        ListPageElements.style(grid, messages.text(labelKey));
        grid.setDataProvider(new CallbackDataProvider<T, Void>(
                query -> rows.stream().skip(query.getOffset()).limit(query.getLimit()), _ -> rows.size(), id));
        add(grid, empty);
    }

    public final Grid<T> grid() {
        return grid;
    }

    public final List<T> rows() {
        return rows;
    }

    /** Replaces the rows. Shows the empty state if there are no rows and an empty state is set. */
    public final void setRows(List<T> present) {
        rows = present;
        grid.getDataProvider().refreshAll();
        showEmptyState(rows.isEmpty() && empty.getComponentCount() > 0);
    }

    /** Replaces the rows with newer versions in the same order. The caller must refresh the rows that have changed. */
    public final void replaceRows(List<T> present) {
        rows = present;
    }

    /**
     * Shows either the empty state or the grid. Hides the grid with the {@code hidden} attribute, because Flow would
     * retain the updates of an invisible grid until it is visible again.
     *
     * @param instead whether to show the empty state instead of the grid
     */
    public final void showEmptyState(boolean instead) {
        grid.getElement().setAttribute("hidden", instead);
        empty.setVisible(instead);
    }

    /** @param key key of the title; the key of the text ends with {@code .hint} */
    public final void setEmptyState(String icon, String key) {
        setEmptyState(new EmptyState(icon, messages.text(key), messages.text(key + ".hint")));
    }

    public final void setEmptyState(EmptyState state) {
        empty.removeAll();
        empty.add(state);
    }

    protected final void addProperty(String name, ValueProvider<T, ?> value) {
        properties.put(name, value);
    }

    /**
     * Adds an action, and a property with its label. The property has the name of the action with the suffix {@code
     * Word}.
     */
    protected final void addAction(String name, ValueProvider<T, String> label, SerializableConsumer<T> action) {
        addProperty(name + "Word", label);
        addFunction(name, action);
    }

    /** Adds a function that templates can call. */
    protected final void addFunction(String name, SerializableConsumer<T> action) {
        functions.put(name, action);
    }

    /** Adds the properties that the template of {@link #state} uses. */
    protected final void addState(ValueProvider<T, StateStyle> style, ValueProvider<T, String> label) {
        addProperty("tone", row -> style.apply(row).tone());
        addProperty("icon", row -> ICONS + style.apply(row).icon());
        addProperty("word", label);
    }

    /**
     * Adds a column that is hidden in narrower windows.
     *
     * @param from minimum window width in CSS pixels
     */
    protected final Grid.Column<T> addColumn(String headerKey, String template, String width, int from) {
        return ListPageElements.addColumn(grid, messages.text(headerKey), renderer(template), width, from);
    }

    protected final Grid.Column<T> addButtonColumn(String template, String width) {
        return addButtonColumn("servers.column.actions", template, width);
    }

    /** Adds a column of buttons with a header that is visible only to screen readers. */
    protected final Grid.Column<T> addButtonColumn(String headerKey, String template, String width) {
        return ListPageElements.addColumn(grid, "", renderer(template), width, 0)
                .setTextAlign(ColumnTextAlign.END)
                .setHeader(StyledElements.span("sr", messages.text(headerKey)));
    }

    /** Adds the column for narrow windows, which shows a row as a card. */
    protected final void addCard(String template) {
        ListPageElements.addCardColumn(grid, renderer(template));
    }

    /** Returns the template of an icon button for an action. */
    protected static String iconButton(String action, String icon) {
        return """
                <button type="button" class="icon-button" @click="${%1$s}" aria-label="${item.%1$sWord}"
                title="${item.%1$sWord}"><svg class="i" aria-hidden="true"><use href="%2$s"></use></svg></button>\
                """.formatted(action, ICONS + icon);
    }

    /**
     * Returns the template of a state.
     *
     * @param classes CSS classes of the label
     */
    protected static String state(String classes) {
        return """
                <span class="state ${item.tone}"><svg class="s s-${item.tone}" aria-hidden="true"><use
                href="${item.icon}"></use></svg><span class="%s">${item.word}</span></span>\
                """.formatted(classes);
    }

    private LitRenderer<T> renderer(String template) {
        LitRenderer<T> renderer = LitRenderer.of(template);
        properties.forEach((name, value) -> {
            if (Pattern.compile("\\bitem\\." + name + "\\b").matcher(template).find()) {
                renderer.withProperty(name, value);
            }
        });
        functions.forEach((name, action) -> {
            if (template.contains("${" + name + "}")) {
                renderer.withFunction(name, action);
            }
        });
        return renderer;
    }
}
