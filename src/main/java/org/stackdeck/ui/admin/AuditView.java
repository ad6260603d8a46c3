package org.stackdeck.ui.admin;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.ValueProvider;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditRecord;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.TrailReading;
import org.stackdeck.platform.Subscription;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.MainLayout;
import org.stackdeck.ui.component.Live;
import org.stackdeck.ui.component.Pages;
import org.stackdeck.ui.component.Words;

/** The audit trail, newest first, live. */
@Route(value = "admin/audit", layout = MainLayout.class)
@RolesAllowed("ADMINISTRATOR")
@JsModule("context://frontend/js/grid.js")
class AuditView extends Div implements HasDynamicTitle {

    private static final String RESULT = """
            <span class="state ${item.tone}"><svg class="s s-${item.tone}" aria-hidden="true"><use
            href="${item.icon}"></use></svg><span class="w">${item.word}</span></span>
            """;

    private final transient AdminNews news;
    private final transient Live live;
    private final Words words = Words.here();
    private final transient AuditWords says = new AuditWords(words);
    private final Grid<AuditRecord> grid = new Grid<>();

    AuditView(
            AuditTrail trail,
            TrailReading reading,
            Directory directory,
            CurrentUser currentUser,
            AdminNews news,
            Live live) {
        this.news = news;
        this.live = live;
        addClassName("list-page");
        Div box = new Div(grid);
        box.addClassName("grid-box");
        ChainVerdict verdict = new ChainVerdict(reading, currentUser, words);
        add(Pages.title(words.say("admin.audit.title"), verdict.button()), verdict, box);
        Pages.dress(grid, words.say("admin.audit.title"));
        Pages.card(grid, card());
        column("at", time(), "190px", 0);
        column("actor", text(AuditEntry::actor, AuditEntry::actorId), "130px", 0)
                .setFlexGrow(1);
        column("action", text(says::action, AuditEntry::action), "190px", 0).setFlexGrow(1);
        column("object", text(says::object, AuditView::raw), "180px", 760).setFlexGrow(2);
        column("result", result(), "120px", 560);
        column("source", text(says::source, AuditEntry::source), "160px", 1000);
        column("detail", text(says::detail, AuditEntry::detail), "180px", 1200).setFlexGrow(3);
        grid.setDataProvider(new CallbackDataProvider<AuditRecord, Void>(
                query -> {
                    directory.requireAdministrator(currentUser.caller());
                    return trail.newest(query.getOffset(), query.getLimit()).stream();
                },
                _ -> Math.toIntExact(Math.min(trail.count(), Integer.MAX_VALUE)),
                AuditRecord::sequence));
    }

    @Override
    public String getPageTitle() {
        return words.say("app.page-title", words.say("admin.audit.title"));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI ui = event.getUI();
        Consumer<Boolean> refresh =
                live.newest(ui, this, _ -> grid.getDataProvider().refreshAll());
        Subscription subscription = news.ofTrail(() -> refresh.accept(true));
        addDetachListener(detach -> {
            detach.unregisterListener();
            subscription.close();
        });
    }

    private Grid.Column<AuditRecord> column(String key, LitRenderer<AuditRecord> renderer, String width, int from) {
        return Pages.column(grid, words.say("admin.audit.column." + key), renderer, width, from);
    }

    /** @param raw what stands in the trail, as the tooltip */
    private static LitRenderer<AuditRecord> text(
            ValueProvider<AuditEntry, String> text, ValueProvider<AuditEntry, @Nullable String> raw) {
        return LitRenderer.<AuditRecord>of("<span class='clip' title='${item.raw}'>${item.text}</span>")
                .withProperty("text", record -> text.apply(record.entry()))
                .withProperty("raw", record -> Objects.requireNonNullElse(raw.apply(record.entry()), ""));
    }

    private static LitRenderer<AuditRecord> time() {
        return LitRenderer.<AuditRecord>of("<sd-time class='muted' .at=${item.at}></sd-time>")
                .withProperty("at", record -> record.at().toEpochMilli());
    }

    /** All of an entry in one cell, for narrow windows. */
    private LitRenderer<AuditRecord> card() {
        String template = "<div class='card'><div class='top'><span class='strong clip'>${item.action}</span>"
                + "<sd-time class='muted' .at=${item.at}></sd-time></div>" + RESULT
                + "<div class='bottom muted'><span class='clip'>${item.object}</span><span>${item.actor}</span></div></div>";
        return withResult(LitRenderer.of(template))
                .withProperty("action", record -> says.action(record.entry()))
                .withProperty("object", record -> says.object(record.entry()))
                .withProperty("actor", record -> record.entry().actor())
                .withProperty("at", record -> record.at().toEpochMilli());
    }

    private LitRenderer<AuditRecord> result() {
        return withResult(LitRenderer.of(RESULT));
    }

    private LitRenderer<AuditRecord> withResult(LitRenderer<AuditRecord> renderer) {
        return renderer.withProperty("tone", record -> tone(record.entry().result()))
                .withProperty(
                        "icon",
                        record -> "frontend/icons/icons.svg#"
                                + icon(record.entry().result()))
                .withProperty("word", record -> says.result(record.entry()));
    }

    private static String raw(AuditEntry entry) {
        return Stream.of(entry.objectType(), entry.objectId())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
    }

    private static String tone(AuditEntry.Result result) {
        return switch (result) {
            case SUCCESS -> "running";
            case ACCEPTED -> "moving";
            case REFUSED -> "attention";
            case FAILED -> "error";
        };
    }

    private static String icon(AuditEntry.Result result) {
        return switch (result) {
            case SUCCESS -> "s-done";
            case ACCEPTED -> "s-waiting";
            case REFUSED -> "s-attention";
            case FAILED -> "s-error";
        };
    }
}
