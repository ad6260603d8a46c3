package org.stackdeck.ui.grants;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.QueryParameters;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Holders;
import org.stackdeck.access.ServerFacts;
import org.stackdeck.access.WhoCan;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.User;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.View;
import org.stackdeck.platform.Subscription;
import org.stackdeck.ui.admin.AdminNews;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.Live;
import org.stackdeck.ui.component.Pages;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.servers.ServersNavigation;

/**
 * Lists the users who can access a server and the grants that allow it, with live updates. Each row links to its grant.
 */
final class WhoCanDialog extends Dialog {

    private final transient Parts parts;
    private final Words words;
    private final ServerKey server;
    private final Grid<WayRow> grid = new Grid<>();
    private final TextField search = new TextField();
    private final Paragraph summary = new Paragraph();
    private transient ServerFacts facts;
    private transient Holders holders;
    private List<WayRow> rows = List.of();

    /** Dependencies of the dialog. */
    record Parts(
            WhoCan whoCan,
            Inventory inventory,
            GrantPhrases phrases,
            AdminNews news,
            Live live,
            Caller caller,
            Clock clock) {}

    WhoCanDialog(Parts parts, Words words, Server server) {
        this.parts = parts;
        this.words = words;
        this.server = server.key();
        this.facts = ServerFacts.of(server);
        this.holders = parts.whoCan().of(parts.caller(), facts);
        setHeaderTitle(words.say("touch.title", server.called()));
        addClassName("who-can");
        setWidth("860px");
        setHeight("600px");
        search.setPlaceholder(words.say("touch.search"));
        search.setAriaLabel(words.say("touch.search"));
        search.setClearButtonVisible(true);
        search.setPrefixComponent(new Icon("search"));
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(_ -> paint());
        summary.addClassName("hint");
        summary.getElement().setAttribute("aria-live", "polite");
        Div head = new Div(summary, search);
        head.addClassName("who-can-head");
        build();
        Div box = new Div(grid);
        box.addClassName("grid-box");
        Div body = new Div(head, box);
        body.addClassName("who-can-body");
        add(body);
        getFooter().add(new Button(words.say("app.close"), _ -> close()));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        parts.news().keep(event, parts.live(), this::look, this::show);
        Consumer<View> changed = parts.live().newest(event.getUI(), this, _ -> showChange());
        Subscription watch = parts.inventory().watch(parts.caller().userId(), changed);
        addDetachListener(detach -> {
            detach.unregisterListener();
            watch.close();
        });
    }

    private void build() {
        WayCells cells = new WayCells(words, parts.phrases(), parts.clock(), this::toGrant, this::toSeenAs);
        grid.addClassName("ways");
        Pages.dress(grid, words.say("touch.list"));
        Pages.card(grid, cells.card());
        Pages.column(grid, words.say("grants.column.who"), cells.who(), "170px", 0)
                .setRowHeader(true);
        Pages.column(grid, words.say("touch.column.by"), cells.by(), "200px", 0)
                .setKey("by")
                .setFlexGrow(1);
        Pages.column(grid, words.say("grants.column.may"), cells.may(), "190px", 0)
                .setKey("may")
                .setFlexGrow(1);
        Pages.column(grid, words.say("grants.column.until"), cells.until(), "220px", 0)
                .setKey("until")
                .setFlexGrow(1);
        grid.setDataProvider(new CallbackDataProvider<WayRow, Void>(
                query -> rows.stream().skip(query.getOffset()).limit(query.getLimit()), _ -> rows.size()));
    }

    /** The data of the dialog, null if the server no longer exists. */
    private record Look(
            @Nullable ServerFacts facts, @Nullable Holders holders) {}

    private Look look() {
        Optional<Server> now = parts.inventory().find(server);
        if (now.isEmpty()) {
            return new Look(null, null);
        }
        ServerFacts known = ServerFacts.of(now.get());
        return new Look(known, parts.whoCan().again(parts.caller(), known));
    }

    /** Reloads the data after a change of the server, or when a grant begins or ends by time. */
    private void showChange() {
        Optional<ServerFacts> now = parts.inventory().find(server).map(ServerFacts::of);
        Instant changesAt = holders.changesAt();
        boolean late = changesAt != null && !parts.clock().instant().isBefore(changesAt);
        if (now.isEmpty() || late || !now.get().equals(facts)) {
            show(look());
        }
    }

    private void show(Look look) {
        if (look.facts() == null || look.holders() == null) {
            rows = List.of();
            grid.getDataProvider().refreshAll();
            search.setVisible(false);
            grid.setVisible(false);
            summary.setText(words.say("touch.gone"));
            return;
        }
        search.setVisible(true);
        grid.setVisible(true);
        facts = look.facts();
        holders = look.holders();
        paint();
    }

    private void paint() {
        String[] typed = search.getValue().strip().toLowerCase(words.locale()).split("\\s+", -1);
        rows = holders.all().stream()
                .flatMap(holder -> holder.ways().stream().map(way -> new WayRow(holder.user(), way)))
                .filter(row -> matches(row, typed))
                .toList();
        grid.getDataProvider().refreshAll();
        long now = holders.all().stream().filter(holder -> holder.now()).count();
        User owner = holders.owner();
        summary.setText(words.say("touch.summary", now, holders.all().size() - now) + " "
                + (owner == null
                        ? words.say("touch.owner.nobody")
                        : words.say("touch.owner", owner.name().value())));
    }

    private boolean matches(WayRow row, String[] typed) {
        String text = String.join(
                        " ",
                        row.name(),
                        row.user().displayName(),
                        row.grantee(),
                        parts.phrases().role(row.way().role()),
                        parts.phrases().all(row.way().role().permissions()))
                .toLowerCase(Locale.ROOT);
        for (String part : typed) {
            if (!text.contains(part)) {
                return false;
            }
        }
        return true;
    }

    private void toSeenAs(WayRow row) {
        UI ui = UI.getCurrentOrThrow();
        close();
        ServersNavigation.toSeenAs(ui, row.user().name());
    }

    private void toGrant(WayRow row) {
        row.grant().ifPresent(by -> {
            UI ui = UI.getCurrentOrThrow();
            close();
            ui.navigate(
                    GrantsView.class,
                    QueryParameters.simple(Map.of(
                            GrantsView.WHO,
                            row.grantee(),
                            GrantsView.GRANT,
                            by.grant().toString())));
        });
    }
}
