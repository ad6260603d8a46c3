package org.stackdeck.ui.servers.views;

import com.vaadin.flow.component.html.Div;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.ui.component.ClientSideMenu;
import org.stackdeck.ui.component.InnerHtmlBuilder;
import org.stackdeck.ui.component.SpriteIcon;
import org.stackdeck.ui.i18n.Messages;

/** Menu with the actions on the selected view. */
final class ServerViewMenu extends ClientSideMenu {

    private final Messages messages;
    private final transient Consumer<Action> listener;
    private transient @Nullable State displayed;

    enum Action {
        CREATE("plus"),
        UPDATE("check"),
        RENAME("pencil"),
        SHARE("users"),
        LINK("copy"),
        START("play"),
        HIDE("eye"),
        UNHIDE("undo"),
        DELETE("trash");

        private final String icon;

        Action(String icon) {
            this.icon = icon;
        }

        private String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Owner of the selected view. */
    enum ViewOwner {
        /** A built-in view, or no view. */
        NONE,
        SELF,
        OTHER_USER;

        static ViewOwner of(@Nullable OpenedView open) {
            return open == null ? NONE : open.available().isOwn() ? SELF : OTHER_USER;
        }
    }

    /**
     * The selected view.
     *
     * @param modified whether filters or columns differ from those of the saved view, or parts of the view were omitted
     * @param canBeStartView whether the view can be set as the start view
     * @param hasHiddenViews whether the user has hidden shared views
     */
    record State(ViewOwner owner, boolean modified, boolean canBeStartView, boolean hasHiddenViews) {

        boolean allows(Action action) {
            return switch (action) {
                case CREATE, LINK -> true;
                case UPDATE -> owner == ViewOwner.SELF && modified;
                case RENAME, SHARE, DELETE -> owner == ViewOwner.SELF;
                case START -> canBeStartView;
                case HIDE -> owner == ViewOwner.OTHER_USER;
                case UNHIDE -> hasHiddenViews;
            };
        }
    }

    ServerViewMenu(Messages messages, Consumer<Action> listener) {
        super(new Div(new SpriteIcon("dots")), messages.text("servers.views.menu"));
        this.messages = messages;
        this.listener = listener;
        addClassName("view-menu");
    }

    /** Sets the offered actions. Does nothing if they have not changed, because the menu may be open. */
    void update(State state) {
        if (!state.equals(displayed)) {
            displayed = state;
            List<MenuLine> lines = new ArrayList<>();
            for (Action action : Action.values()) {
                if (state.allows(action)) {
                    lines.add(MenuLine.item(
                            action.code(),
                            new InnerHtmlBuilder()
                                    .icon(action.icon)
                                    .text(messages.text("servers.views." + action.code()))
                                    .wrap("entry")));
                }
            }
            setLines(lines);
        }
    }

    /** Moves the focus to the button of the menu. Called after an action that creates the tabs again. */
    void focus() {
        getElement().executeJs("setTimeout(() => this.focus())");
    }

    @Override
    protected void onSelect(String value) {
        Arrays.stream(Action.values())
                .filter(action -> action.code().equals(value) && displayed != null && displayed.allows(action))
                .findFirst()
                .ifPresent(listener);
    }
}
