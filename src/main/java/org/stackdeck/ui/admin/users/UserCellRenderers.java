package org.stackdeck.ui.admin.users;

import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.SerializableConsumer;
import com.vaadin.flow.function.ValueProvider;
import java.util.function.ToIntFunction;
import org.stackdeck.identity.User;
import org.stackdeck.ui.i18n.Messages;

/** Cell renderers of the users grid. */
final class UserCellRenderers {

    private static final String STATE = """
            <span class="state ${item.tone}"><svg class="s s-${item.tone}" aria-hidden="true"><use
            href="${item.icon}"></use></svg><span class="w clip">${item.word}</span></span>
            """;
    private static final String NAME =
            "<span class='clip n'><span class='strong'>${item.name}</span> <span class='muted'>${item.display}</span></span>";
    private static final String ACTIONS = """
            <span class="acts">${item.pending ? html`<button type="button" class="button small"
            @click="${approve}">${item.approveWord}</button><button type="button" class="button small quiet"
            @click="${reject}">${item.rejectWord}</button>` : ''}<button type="button" class="icon-button" data-menu
            aria-haspopup="menu" aria-label="${item.menuLabel}"><svg class="i" aria-hidden="true"><use
            href="frontend/icons/icons.svg#dots"></use></svg></button></span>
            """;

    private final Messages messages;
    private final ToIntFunction<User> grants;

    UserCellRenderers(Messages messages, ToIntFunction<User> grants) {
        this.messages = messages;
        this.grants = grants;
    }

    LitRenderer<User> name() {
        return withName(LitRenderer.of(NAME));
    }

    /** All values of a user in one cell, for narrow windows. */
    LitRenderer<User> card(SerializableConsumer<User> approve, SerializableConsumer<User> reject) {
        String template = "<div class='card'><div class='top'>" + NAME + ACTIONS + "</div>" + STATE
                + "<div class='bottom muted'><span>${item.role}</span><span>${item.access}</span></div></div>";
        return withActions(withState(withName(LitRenderer.of(template))), approve, reject)
                .withProperty("role", this::roleLabel)
                .withProperty("access", this::accessLabel);
    }

    LitRenderer<User> state() {
        return withState(LitRenderer.of(STATE));
    }

    LitRenderer<User> role() {
        return text(this::roleLabel);
    }

    LitRenderer<User> access() {
        return text(this::accessLabel);
    }

    LitRenderer<User> since() {
        return LitRenderer.<User>of("<sd-time class='muted' .at=${item.at}></sd-time>")
                .withProperty("at", user -> user.createdAt().toEpochMilli());
    }

    LitRenderer<User> actions(SerializableConsumer<User> approve, SerializableConsumer<User> reject) {
        return withActions(LitRenderer.of(ACTIONS), approve, reject);
    }

    /** The display name, or nothing if it equals the user name. */
    private static String display(User user) {
        return user.displayName().equals(user.name().value()) ? "" : user.displayName();
    }

    private String roleLabel(User user) {
        return messages.text("admin.users.role." + user.role());
    }

    private String accessLabel(User user) {
        return user.role() == User.Role.ADMINISTRATOR
                ? messages.text("admin.users.access.everything")
                : messages.text("admin.users.access", grants.applyAsInt(user));
    }

    private static LitRenderer<User> withName(LitRenderer<User> renderer) {
        return renderer.withProperty("name", user -> user.name().value())
                .withProperty("display", UserCellRenderers::display);
    }

    private LitRenderer<User> withState(LitRenderer<User> renderer) {
        return renderer.withProperty("tone", user -> tone(user.state()))
                .withProperty("icon", user -> "frontend/icons/icons.svg#" + icon(user.state()))
                .withProperty("word", user -> messages.text("admin.users.state." + user.state()));
    }

    private LitRenderer<User> withActions(
            LitRenderer<User> renderer, SerializableConsumer<User> approve, SerializableConsumer<User> reject) {
        return renderer.withProperty("pending", user -> user.state() == User.State.PENDING)
                .withProperty("approveWord", _ -> messages.text("admin.users.approve"))
                .withProperty("rejectWord", _ -> messages.text("admin.users.reject"))
                .withProperty(
                        "menuLabel",
                        user -> messages.text("servers.menu.of", user.name().value()))
                .withFunction("approve", approve)
                .withFunction("reject", reject);
    }

    private static LitRenderer<User> text(ValueProvider<User, String> text) {
        return LitRenderer.<User>of("<span class='muted clip'>${item.text}</span>")
                .withProperty("text", text);
    }

    private static String tone(User.State state) {
        return switch (state) {
            case PENDING -> "attention";
            case ACTIVE -> "running";
            case REJECTED, DISABLED -> "rest";
        };
    }

    private static String icon(User.State state) {
        return switch (state) {
            case PENDING -> "s-attention";
            case ACTIVE -> "s-done";
            case REJECTED, DISABLED -> "s-off";
        };
    }
}
