package org.stackdeck.ui.servers;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.contextmenu.ContextMenu;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Hr;
import com.vaadin.flow.component.html.Span;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Rights;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.operations.Answer;
import org.stackdeck.requests.AccessRequest;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.requests.OpenRequests;

/** Menu on a server's page, with the same entries as the menu of a row. */
final class ServerMenu {

    private final Map<ServerAction, Line> lines = new EnumMap<>(ServerAction.class);
    private final Map<MenuExtra, MenuItem> extras = new LinkedHashMap<>();
    private final Words words;
    private final Supplier<Rights> rights;
    private final BiConsumer<ServerRow, ServerAction> act;
    private final BiConsumer<ServerRow, Permission> ask;
    private OpenRequests open = OpenRequests.NONE;
    private @Nullable ServerRow row;

    /**
     * @param opener button that opens the menu, in the browser (grid.js)
     * @param act runs an available action
     * @param ask requests a missing permission
     */
    ServerMenu(
            Component opener,
            List<MenuExtra> more,
            Words words,
            Supplier<Rights> rights,
            BiConsumer<ServerRow, ServerAction> act,
            BiConsumer<ServerRow, Permission> ask) {
        this.words = words;
        this.rights = rights;
        this.act = act;
        this.ask = ask;
        ContextMenu menu = new ContextMenu(opener);
        menu.addClassName("row-menu");
        menu.addOpenedChangeListener(event -> {
            if (event.isOpened()) {
                lines.values().forEach(Line::tellReaders);
            }
        });
        MenuPlan.EVERYDAY.forEach(action -> lines.put(action, new Line(menu, action)));
        menu.addComponent(new Hr());
        MenuPlan.RARER.forEach(action -> lines.put(action, new Line(menu, action)));
        menu.addComponent(new Hr());
        more.forEach(extra -> extras.put(extra, add(menu, extra)));
        menu.addComponent(new Hr());
        MenuPlan.LAST.forEach(action -> lines.put(action, new Line(menu, action)));
    }

    void show(ServerRow newest) {
        row = newest;
        Rights now = rights.get();
        extras.forEach((extra, item) -> item.setVisible(extra.offered(now, newest.server())));
        lines.values().forEach(line -> line.show(newest));
    }

    /** Sets the pending access requests. */
    void show(OpenRequests requests) {
        open = requests;
        now().ifPresent(this::show);
    }

    private MenuItem add(ContextMenu menu, MenuExtra extra) {
        Div text = new Div(new Span(words.say(extra.label())));
        text.addClassName("text");
        Div entry = new Div(new Icon(extra.icon()), text);
        entry.addClassName("entry");
        return menu.addItem(entry, _ -> now().map(ServerRow::server).ifPresent(extra::open));
    }

    private Optional<ServerRow> now() {
        return Optional.ofNullable(row);
    }

    /** One action of the menu. */
    private final class Line extends Div {

        private final ServerAction action;
        private final Span why = new Span();
        private final Span wish = new Span();
        private final MenuItem item;
        private boolean idle;

        Line(ContextMenu menu, ServerAction action) {
            this.action = action;
            addClassName("entry");
            why.addClassName("why");
            wish.addClassNames("why", "wish");
            Div text = new Div(new Span(words.say("servers.menu." + action.word())), why, wish);
            text.addClassName("text");
            add(new Icon(ActivityList.icon(action.word())), text);
            setClassName("danger", MenuPlan.LAST.contains(action));
            item = menu.addItem(this, _ -> now().ifPresent(this::choose));
        }

        void show(ServerRow newest) {
            Optional<Answer> answer = Optional.ofNullable(newest.answers().get(action));
            Optional<Permission> missing = answer.flatMap(WhyNot::missing);
            Optional<AccessRequest> asked = missing.flatMap(permission -> open.of(permission, newest.server()));
            boolean askable = missing.isPresent() && asked.isEmpty();
            why.setText(answer.flatMap(given -> WhyNot.of(action, given))
                    .map(words::say)
                    .orElse(""));
            wish.setText(asked.map(request -> words.say("requests.waiting", request.askedAt()))
                    .orElse(askable ? words.say("requests.ask.menu") : ""));
            item.setVisible(MenuPlan.offers(action, newest.server(), answer.orElseGet(Answer.Invisible::new)));
            idle = !newest.can(action) && !askable;
            setClassName("cannot", !newest.can(action));
            setClassName("askable", askable);
            item.setKeepOpen(idle);
            tellReaders();
        }

        /** Uses a script because the menu removes the attribute whenever it opens: for Vaadin, the item is enabled. */
        void tellReaders() {
            if (!item.isVisible()) {
                return;
            }
            item.getElement().executeJs("this.setAttribute('aria-disabled', $0)", String.valueOf(idle));
        }

        private void choose(ServerRow chosen) {
            if (chosen.can(action)) {
                act.accept(chosen, action);
            } else if (!idle) {
                WhyNot.missing(chosen.answers().get(action)).ifPresent(missing -> ask.accept(chosen, missing));
            }
        }
    }
}
