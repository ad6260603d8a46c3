package org.stackdeck.ui.servers;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.UserName;
import org.stackdeck.ui.component.Buttons;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.Words;

/** Header of a server's page: name, state, addresses and common actions. */
final class ServerHead extends Header {

    private final Words words;
    private final H1 name = new H1();
    private final StatePill state;
    private final Span lock = new Span(new Icon("lock"));
    private final Span shield = new Span(new Icon("shield"));
    private final Onlookers onlookers;
    private final Div tags = new Div();
    private final AddressLines addresses;
    private final Map<ServerAction, NativeButton> everyday = new EnumMap<>(ServerAction.class);
    private final NativeButton more;
    private Set<String> shownTags = Set.of();
    private @Nullable ServerRow shown;

    /**
     * @param way link back to the grid; null if it is placed elsewhere
     * @param act submits a common action
     */
    ServerHead(ServerKey server, @Nullable Component way, Words words, BiConsumer<ServerRow, ServerAction> act) {
        this.words = words;
        this.more = Buttons.labelled("dots", words.say("servers.menu"));
        this.state = new StatePill(words);
        this.onlookers = new Onlookers(words);
        this.addresses = new AddressLines(words);
        addClassName("server-head");
        name.addClassName("clip");
        lock.addClassName("lock");
        lock.getElement().setAttribute("role", "img");
        shield.addClassName("lock");
        shield.getElement().setAttribute("role", "img");
        tags.addClassName("tags");
        Div top = new Div(name, lock, shield, state, onlookers);
        top.addClassName("top");
        if (way != null) {
            add(way);
        }
        add(top, id(server), addresses, deeds(act));
    }

    /** Returns the button that opens the menu. */
    NativeButton opener() {
        return more;
    }

    /** Shows the other viewers of the page. */
    void show(List<UserName> others) {
        onlookers.show(others);
    }

    void show(ServerRow row) {
        shown = row;
        String called = called(row);
        if (!name.getText().equals(called)) {
            name.setText(called);
            name.setTitle(called);
            more.setAriaLabel(words.say("servers.menu.of", called));
        }
        state.show(row.state(), row.raw());
        sign(lock, ServerCells.locked(row.server(), words));
        sign(shield, ServerCells.shielded(row, words));
        addresses.show(row.server().addresses());
        show(row.server().tags());
        everyday.forEach((action, button) -> show(row, action, button));
    }

    static String called(ServerRow row) {
        return row.server().called();
    }

    private void show(Set<String> newest) {
        if (newest.equals(shownTags)) {
            return;
        }
        shownTags = newest;
        tags.removeAll();
        newest.stream().sorted().forEach(tag -> {
            Span sign = new Span(tag);
            sign.addClassName("tag");
            tags.add(sign);
        });
    }

    /** @param why tooltip; the icon is hidden if it is empty */
    private static void sign(Span sign, String why) {
        sign.setVisible(!why.isEmpty());
        sign.setTitle(why);
        sign.getElement().setAttribute("aria-label", why);
    }

    /** Shows either start or stop, as in a row of the grid. */
    private void show(ServerRow row, ServerAction action, NativeButton button) {
        ServerAction other = row.can(ServerAction.START) ? ServerAction.STOP : ServerAction.START;
        button.setVisible(action != other);
        button.setEnabled(row.can(action));
        button.setTitle(Optional.ofNullable(row.answers().get(action))
                .flatMap(answer -> WhyNot.of(action, answer))
                .map(words::say)
                .orElse(""));
    }

    private Div deeds(BiConsumer<ServerRow, ServerAction> act) {
        Div deeds = new Div();
        deeds.addClassName("deeds");
        for (ServerAction action : List.of(ServerAction.START, ServerAction.STOP, ServerAction.REBOOT)) {
            NativeButton button =
                    Buttons.labelled(ActivityList.icon(action.word()), words.say("servers.action." + action.word()));
            button.addClickListener(_ -> {
                if (shown != null) {
                    act.accept(shown, action);
                }
            });
            everyday.put(action, button);
            deeds.add(button);
        }
        more.getElement().setAttribute("data-menu", "");
        more.getElement().setAttribute("aria-haspopup", "menu");
        more.addClassName("more");
        deeds.add(more);
        return deeds;
    }

    private Div id(ServerKey server) {
        Span id = new Span(server.id().value());
        id.addClassNames("mono", "clip");
        Div line = new Div(id, Buttons.copy(server.id().value(), words.say("servers.page.id.copy")), tags);
        line.addClassName("id");
        return line;
    }
}
