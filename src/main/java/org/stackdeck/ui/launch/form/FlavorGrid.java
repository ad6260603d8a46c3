package org.stackdeck.ui.launch.form;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSingleSelectionModel;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.ListDataProvider;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.ValueProvider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.resource.AvailableFlavor;
import org.stackdeck.ui.component.ListPageElements;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.component.ViewportGrid;
import org.stackdeck.ui.help.ExplainButton;
import org.stackdeck.ui.help.Term;
import org.stackdeck.ui.i18n.Messages;

/** Grid in which the user selects a flavor. Flavors that do not fit are disabled and show the reason. */
final class FlavorGrid extends Div {

    private static final int ROWS = 7;
    private static final int ROW = 36;

    private final Messages messages;
    private final transient LaunchMessages launchMessages;
    private final Grid<FlavorFit> grid = new ViewportGrid<>();
    private final transient List<FlavorFit> rows = new ArrayList<>();
    private final ListDataProvider<FlavorFit> items = new ListDataProvider<>(rows) {
        @Override
        public Object getId(FlavorFit fit) {
            return fit.flavor().id();
        }
    };
    private final Span count = StyledElements.span("muted");
    private final Checkbox onlyFitting;
    private final Div error = StyledElements.div("field-error");
    private final transient Runnable chosen;
    private transient @Nullable LaunchDraft draft;
    private @Nullable String selectedId;

    /** @param chosen runs when the user selects another flavor */
    FlavorGrid(Messages messages, LaunchMessages launchMessages, Runnable chosen) {
        this.messages = messages;
        this.launchMessages = launchMessages;
        this.chosen = chosen;
        addClassName("flavors");
        Span label = StyledElements.span("label required", messages.text("launch.field.flavor"));
        count.getElement().setAttribute("role", "status");
        onlyFitting = new Checkbox(messages.text("launch.flavor.only-fitting"));
        onlyFitting.addValueChangeListener(event -> items.setFilter(event.getValue() ? FlavorFit::fits : null));
        Div head =
                StyledElements.div("flavors-head", label, new ExplainButton(Term.FLAVOR, messages), count, onlyFitting);
        error.getElement().setAttribute("role", "alert");
        build();
        // Reserves the space, so that the fields below do not move when the flavors arrive.
        setVisibleRows(ROWS);
        error.setVisible(false);
        add(head, grid, error);
        setStatus(messages.text("servers.order.loading"));
    }

    private void build() {
        ListPageElements.style(grid, messages.text("launch.field.flavor"));
        grid.setSelectionMode(Grid.SelectionMode.SINGLE);
        ((GridSingleSelectionModel<FlavorFit>) grid.getSelectionModel()).setDeselectAllowed(false);
        grid.setItemSelectableProvider(FlavorFit::fits);
        grid.setPartNameGenerator(fit -> fit.fits() ? null : "unfit");
        grid.setDataProvider(items);
        ListPageElements.addCardColumn(grid, card());
        ListPageElements.addColumn(grid, messages.text("servers.column.name"), name(), "180px", 0)
                .setComparator(Comparator.comparing(fit -> fit.flavor().name(), String.CASE_INSENSITIVE_ORDER))
                .setSortable(true)
                .setFlexGrow(1);
        number("launch.flavor.vcpus", fit -> String.valueOf(fit.flavor().vcpus()), "84px")
                .setComparator(Comparator.comparingInt(fit -> fit.flavor().vcpus()));
        number("launch.flavor.ram", fit -> launchMessages.mib(fit.flavor().ramMib()), "96px")
                .setComparator(Comparator.comparingInt(fit -> fit.flavor().ramMib()));
        number("launch.flavor.root-disk", this::disk, "96px")
                .setComparator(Comparator.comparingInt(fit -> fit.flavor().diskGib()));
        ListPageElements.addColumn(
                        grid,
                        "",
                        LitRenderer.<FlavorFit>of("<span class=\"why clip\" title=\"${item.why}\">${item.why}</span>")
                                .withProperty("why", this::why),
                        "220px",
                        760)
                .setHeader(hidden(messages.text("launch.flavor.why")))
                .setFlexGrow(3);
        grid.addSelectionListener(event -> event.getFirstSelectedItem().ifPresent(fit -> {
            if (!isSelected(fit)) {
                selectedId = fit.flavor().id();
                items.refreshAll();
                chosen.run();
            }
        }));
    }

    private static Span hidden(String text) {
        return StyledElements.span("sr", text);
    }

    private Grid.Column<FlavorFit> number(String header, ValueProvider<FlavorFit, String> value, String width) {
        return ListPageElements.addColumn(
                        grid,
                        messages.text(header),
                        LitRenderer.<FlavorFit>of("${item.value}").withProperty("value", value),
                        width,
                        0)
                .setSortable(true)
                .setTextAlign(ColumnTextAlign.END);
    }

    private LitRenderer<FlavorFit> name() {
        return LitRenderer.<FlavorFit>of(
                        "<span class=\"radio\" ?data-on=\"${item.on}\" ?data-off=\"${item.off}\"></span><span class=\"clip\">${item.name}</span>")
                .withProperty("on", this::isSelected)
                .withProperty("off", fit -> !fit.fits())
                .withProperty("name", fit -> fit.flavor().name());
    }

    private LitRenderer<FlavorFit> card() {
        return LitRenderer.<FlavorFit>of("""
                        <div class="flavor-card"><span class="radio" ?data-on="${item.on}" ?data-off="${item.off}"></span>
                        <span><span class="strong">${item.name}</span><br>${item.size}
                        <span class="why">${item.why}</span></span></div>""")
                .withProperty("on", this::isSelected)
                .withProperty("off", fit -> !fit.fits())
                .withProperty("name", fit -> fit.flavor().name())
                .withProperty("size", fit -> launchMessages.flavor(fit.flavor(), 1))
                .withProperty("why", this::why);
    }

    private boolean isSelected(FlavorFit fit) {
        return fit.flavor().id().equals(selectedId);
    }

    private String disk(FlavorFit fit) {
        return fit.flavor().diskGib() == 0
                ? "–"
                : launchMessages.gib(fit.flavor().diskGib());
    }

    private String why(FlavorFit fit) {
        return draft == null ? "" : launchMessages.remarks(fit, draft);
    }

    /** @param absent text to show if there are no flavors */
    void update(List<FlavorFit> fits, LaunchDraft present, String absent) {
        // The reasons contain the name of the source.
        boolean sameSource = draft != null && Objects.equals(draft.source(), present.source());
        draft = present;
        setStatus(
                fits.isEmpty()
                        ? absent
                        : messages.text(
                                "launch.flavor.count",
                                fits.stream().filter(FlavorFit::fits).count(),
                                fits.size()));
        if (sameSource && rows.equals(fits)) {
            return;
        }
        rows.clear();
        rows.addAll(fits);
        items.refreshAll();
        setVisibleRows(rows.isEmpty() ? ROWS : Math.min(ROWS, rows.size()));
    }

    private void setVisibleRows(int visibleRows) {
        grid.setHeight((visibleRows + 1) * ROW + "px");
    }

    /** Sets the text next to the label: the number of fitting flavors, or the reason why the grid is empty. */
    private void setStatus(String text) {
        if (!count.getText().equals(text)) {
            count.setText(text);
        }
    }

    void select(@Nullable AvailableFlavor flavor) {
        selectedId = flavor == null ? null : flavor.id();
        items.refreshAll();
        rows.stream().filter(this::isSelected).findFirst().ifPresentOrElse(grid::select, grid::deselectAll);
    }

    Optional<AvailableFlavor> selected() {
        return rows.stream().filter(this::isSelected).map(FlavorFit::flavor).findFirst();
    }

    /** @param reason the error; empty for none */
    void setError(String reason) {
        error.setText(reason);
        error.setVisible(!reason.isEmpty());
    }

    void focus() {
        grid.getElement().callJsFunction("focus");
    }
}
