package org.stackdeck.ui.admin.users;

import com.vaadin.flow.function.SerializableConsumer;
import java.util.function.ToIntFunction;
import org.stackdeck.identity.User;
import org.stackdeck.ui.component.ListGrid;
import org.stackdeck.ui.component.StateStyle;
import org.stackdeck.ui.i18n.Messages;

final class UserGrid extends ListGrid<User> {

    private static final String STATE = state("w clip");
    private static final String NAME =
            "<span class='clip n'><span class='strong'>${item.name}</span> <span class='muted'>${item.display}</span></span>";
    private static final String ACTIONS = """
            <span class="acts">${item.pending ? html`<button type="button" class="button small"
            @click="${approve}">${item.approveWord}</button><button type="button" class="button small quiet"
            @click="${reject}">${item.rejectWord}</button>` : ''}<button type="button" class="icon-button" data-menu
            aria-haspopup="menu" aria-label="${item.menuLabel}"><svg class="i" aria-hidden="true"><use
            href="frontend/icons/icons.svg#dots"></use></svg></button></span>
            """;

    private final transient ToIntFunction<User> grantCount;

    UserGrid(
            Messages messages,
            ToIntFunction<User> grantCount,
            SerializableConsumer<User> approve,
            SerializableConsumer<User> reject) {
        super(messages, "admin.users.title", User::id);
        this.grantCount = grantCount;
        addProperty("name", user -> user.name().value());
        addProperty("display", UserGrid::display);
        addState(user -> style(user.state()), user -> messages.text("admin.users.state." + user.state()));
        addProperty("role", user -> messages.text("admin.users.role." + user.role()));
        addProperty("access", this::accessLabel);
        addProperty("since", user -> user.createdAt().toEpochMilli());
        addProperty("pending", user -> user.state() == User.State.PENDING);
        addProperty(
                "menuLabel",
                user -> messages.text("servers.menu.of", user.name().value()));
        addAction("approve", _ -> messages.text("admin.users.approve"), approve);
        addAction("reject", _ -> messages.text("admin.users.reject"), reject);
        addCard("<div class='card'><div class='top'>" + NAME + ACTIONS + "</div>" + STATE
                + "<div class='bottom muted'><span>${item.role}</span><span>${item.access}</span></div></div>");
        addColumn("admin.users.column.name", NAME, "180px", 0).setFlexGrow(2).setRowHeader(true);
        addColumn("admin.users.column.state", STATE, "190px", 0);
        addColumn("admin.users.column.role", "<span class='muted clip'>${item.role}</span>", "140px", 760);
        addColumn("admin.users.column.access", "<span class='muted clip'>${item.access}</span>", "150px", 900);
        addColumn("admin.users.column.since", "<sd-time class='muted' .at=${item.since}></sd-time>", "190px", 1080);
        addButtonColumn(ACTIONS, "190px");
        setEmptyState("user", "admin.users.no-match");
    }

    /** Returns the display name; empty if it equals the user name. */
    private static String display(User user) {
        return user.displayName().equals(user.name().value()) ? "" : user.displayName();
    }

    private String accessLabel(User user) {
        return user.role() == User.Role.ADMINISTRATOR
                ? messages.text("admin.users.access.everything")
                : messages.text("admin.users.access", grantCount.applyAsInt(user));
    }

    private static StateStyle style(User.State state) {
        return switch (state) {
            case PENDING -> new StateStyle("attention", "s-attention");
            case ACTIVE -> new StateStyle("running", "s-done");
            case REJECTED, DISABLED -> new StateStyle("rest", "s-off");
        };
    }
}
