package org.stackdeck.ui.launch;

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
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.OfferedFlavor;
import org.stackdeck.ui.component.Pages;
import org.stackdeck.ui.component.Words;

/** Grid that selects a flavor. Flavors that do not fit are disabled and show the reason. */
final class FlavorGrid extends Div {

    private static final int ROWS = 7;
    private static final int ROW = 36;

    private final Words words;
    private final transient LaunchWords says;
    private final Grid<FlavorFit> grid = new Grid<>();
    private final transient List<FlavorFit> rows = new ArrayList<>();
    private final ListDataProvider<FlavorFit> items = new ListDataProvider<>(rows) {
        @Override
        public Object getId(FlavorFit fit) {
            return fit.flavor().id();
        }
    };
    private final Span count = new Span();
    private final Checkbox onlyFitting;
    private final Div wrong = new Div();
    private final transient Runnable chosen;
    private transient @Nullable LaunchDraft draft;
    private @Nullable String picked;

    /** @param chosen runs when the user selects another flavor */
    FlavorGrid(Words words, LaunchWords says, Runnable chosen) {
        this.words = words;
        this.says = says;
        this.chosen = chosen;
        addClassName("flavors");
        Span label = new Span(words.say("launch.field.flavor"));
        label.addClassName("label");
        count.addClassName("muted");
        count.getElement().setAttribute("role", "status");
        onlyFitting = new Checkbox(words.say("launch.flavor.only-fitting"));
        onlyFitting.addValueChangeListener(event -> items.setFilter(event.getValue() ? FlavorFit::fits : null));
        Div head = new Div(label, count, onlyFitting);
        head.addClassName("flavors-head");
        wrong.addClassName("field-error");
        wrong.getElement().setAttribute("role", "alert");
        build();
        fitHeight();
        wrong.setVisible(false);
        add(head, grid, wrong);
        note(words.say("servers.order.loading"));
    }

    private void build() {
        Pages.dress(grid, words.say("launch.field.flavor"));
        grid.setSelectionMode(Grid.SelectionMode.SINGLE);
        ((GridSingleSelectionModel<FlavorFit>) grid.getSelectionModel()).setDeselectAllowed(false);
        grid.setItemSelectableProvider(FlavorFit::fits);
        grid.setPartNameGenerator(fit -> fit.fits() ? null : "unfit");
        grid.setDataProvider(items);
        Pages.card(grid, card());
        Pages.column(grid, words.say("servers.column.name"), name(), "180px", 0)
                .setComparator(Comparator.comparing(fit -> fit.flavor().name(), String.CASE_INSENSITIVE_ORDER))
                .setSortable(true)
                .setFlexGrow(1);
        number("launch.flavor.vcpus", fit -> String.valueOf(fit.flavor().vcpus()), "84px")
                .setComparator(Comparator.comparingInt(fit -> fit.flavor().vcpus()));
        number("launch.flavor.ram", fit -> says.mib(fit.flavor().ramMib()), "96px")
                .setComparator(Comparator.comparingInt(fit -> fit.flavor().ramMib()));
        number("launch.flavor.root-disk", this::disk, "96px")
                .setComparator(Comparator.comparingInt(fit -> fit.flavor().diskGib()));
        Pages.column(
                        grid,
                        "",
                        LitRenderer.<FlavorFit>of("<span class=\"why clip\" title=\"${item.why}\">${item.why}</span>")
                                .withProperty("why", this::why),
                        "220px",
                        760)
                .setHeader(hidden(words.say("launch.flavor.why")))
                .setFlexGrow(3);
        grid.addSelectionListener(event -> event.getFirstSelectedItem().ifPresent(fit -> {
            if (!isPicked(fit)) {
                picked = fit.flavor().id();
                items.refreshAll();
                chosen.run();
            }
        }));
    }

    private static Span hidden(String text) {
        Span span = new Span(text);
        span.addClassName("sr");
        return span;
    }

    private Grid.Column<FlavorFit> number(String header, ValueProvider<FlavorFit, String> value, String width) {
        return Pages.column(
                        grid,
                        words.say(header),
                        LitRenderer.<FlavorFit>of("${item.value}").withProperty("value", value),
                        width,
                        0)
                .setSortable(true)
                .setTextAlign(ColumnTextAlign.END);
    }

    private LitRenderer<FlavorFit> name() {
        return LitRenderer.<FlavorFit>of(
                        "<span class=\"radio\" ?data-on=\"${item.on}\" ?data-off=\"${item.off}\"></span><span class=\"clip\">${item.name}</span>")
                .withProperty("on", this::isPicked)
                .withProperty("off", fit -> !fit.fits())
                .withProperty("name", fit -> fit.flavor().name());
    }

    private LitRenderer<FlavorFit> card() {
        return LitRenderer.<FlavorFit>of("""
                        <div class="flavor-card"><span class="radio" ?data-on="${item.on}" ?data-off="${item.off}"></span>
                        <span><span class="strong">${item.name}</span><br>${item.size}
                        <span class="why">${item.why}</span></span></div>""")
                .withProperty("on", this::isPicked)
                .withProperty("off", fit -> !fit.fits())
                .withProperty("name", fit -> fit.flavor().name())
                .withProperty("size", fit -> says.flavor(fit.flavor(), 1))
                .withProperty("why", this::why);
    }

    private boolean isPicked(FlavorFit fit) {
        return fit.flavor().id().equals(picked);
    }

    private String disk(FlavorFit fit) {
        return fit.flavor().diskGib() == 0 ? "–" : says.gib(fit.flavor().diskGib());
    }

    private String why(FlavorFit fit) {
        return draft == null ? "" : says.remarks(fit, draft);
    }

    /**
     * Updates the flavors.
     *
     * @param absent text shown if there are none
     */
    void show(List<FlavorFit> fits, LaunchDraft present, String absent) {
        draft = present;
        note(
                fits.isEmpty()
                        ? absent
                        : words.say(
                                "launch.flavor.count",
                                fits.stream().filter(FlavorFit::fits).count(),
                                fits.size()));
        if (rows.equals(fits)) {
            return;
        }
        rows.clear();
        rows.addAll(fits);
        items.refreshAll();
        fitHeight();
    }

    private void fitHeight() {
        grid.setHeight((Math.min(ROWS, Math.max(1, rows.size())) + 1) * ROW + "px");
    }

    /** Replaces the number of fitting flavors. */
    private void note(String text) {
        if (!count.getText().equals(text)) {
            count.setText(text);
        }
    }

    void pick(@Nullable OfferedFlavor flavor) {
        picked = flavor == null ? null : flavor.id();
        items.refreshAll();
        rows.stream().filter(this::isPicked).findFirst().ifPresentOrElse(grid::select, grid::deselectAll);
    }

    Optional<OfferedFlavor> picked() {
        return rows.stream().filter(this::isPicked).map(FlavorFit::flavor).findFirst();
    }

    /** @param why the error; empty for none */
    void invalid(String why) {
        wrong.setText(why);
        wrong.setVisible(!why.isEmpty());
    }

    void focus() {
        grid.getElement().callJsFunction("focus");
    }
}
