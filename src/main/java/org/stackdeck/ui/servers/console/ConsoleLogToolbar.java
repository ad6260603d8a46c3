package org.stackdeck.ui.servers.console;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import org.stackdeck.operations.detail.ConsoleLog;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.SpriteIcon;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/** Toolbar of the console log: search, state of the log, refresh, follow and download. */
final class ConsoleLogToolbar extends Div {

    private final Messages messages;
    private final NativeButton refresh;
    private final NativeButton follow;
    private final Span state = StyledElements.span("hint clip");

    /**
     * @param onRefresh runs when the user requests the log again
     * @param onFollow runs when the user starts or stops following the log
     */
    ConsoleLogToolbar(Messages messages, Runnable onRefresh, Runnable onFollow) {
        this.messages = messages;
        this.refresh = NativeButtons.quiet("reboot", messages.text("servers.log.refresh"));
        this.follow = NativeButtons.quiet("play", messages.text("servers.log.follow"));
        refresh.addClickListener(_ -> onRefresh.run());
        follow.addClickListener(_ -> onFollow.run());
        Element search = new Element("input")
                .setAttribute("type", "search")
                .setAttribute("autocomplete", "off")
                .setAttribute("data-log-search", "")
                .setAttribute("placeholder", messages.text("servers.log.search"))
                .setAttribute("aria-label", messages.text("servers.log.search"));
        Span found = StyledElements.span("found");
        found.getElement().setAttribute("data-log-found", "").setAttribute("role", "status");
        Div field = StyledElements.div("log-search", new SpriteIcon("search"));
        field.getElement().appendChild(search);
        field.add(found);
        NativeButton download = NativeButtons.quiet("download", messages.text("servers.log.download"));
        download.getElement().setAttribute("data-log-download", "");
        add(field, state, refresh, follow, download);
        addClassName("log-tools");
        setFollowing(false);
    }

    /** Shows that a read is in progress, and disables the refresh button. */
    void showLoading() {
        refresh.setEnabled(false);
        state.setText(messages.text("servers.log.reading"));
    }

    /** Enables the refresh button after a read has ended. Keeps the text of the state. */
    void showLoaded() {
        refresh.setEnabled(true);
    }

    void showLog(ConsoleLog log) {
        state.setText(messages.text(log.truncated() ? "servers.log.state.end" : "servers.log.state", log.readAt()));
    }

    void clearState() {
        state.setText("");
    }

    /** Clears the state if it shows that a read is in progress. */
    void clearLoadingState() {
        if (state.getText().equals(messages.text("servers.log.reading"))) {
            clearState();
        }
    }

    void setFollowing(boolean following) {
        follow.getElement().setAttribute("aria-pressed", String.valueOf(following));
    }
}
