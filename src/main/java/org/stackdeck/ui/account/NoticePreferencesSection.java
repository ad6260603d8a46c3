package org.stackdeck.ui.account;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import java.util.Arrays;
import java.util.List;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.stackdeck.identity.mail.EmailAddressService;
import org.stackdeck.identity.mail.MailStatusService;
import org.stackdeck.notices.NoticeChannel;
import org.stackdeck.notices.NoticeKind;
import org.stackdeck.notices.NoticePreferenceService;
import org.stackdeck.notices.NoticePreferences;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.UserInputListeners;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.PageSection;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/** Table of the kinds of notices and the channels on which the user receives them. Each choice is saved immediately. */
@JsModule("context://frontend/js/notifications.js")
@org.springframework.stereotype.Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class NoticePreferencesSection extends PageSection {

    private static final String STATE = "event.detail";

    private final transient NoticePreferenceService preferenceService;
    private final transient EmailAddressService emailAddressService;
    private final transient MailStatusService mailStatusService;
    private final transient CurrentUser currentUser;
    private final Div table = new Div();
    private final NativeButton allow;
    private final Span permission = StyledElements.span("muted", "");

    NoticePreferencesSection(
            NoticePreferenceService preferenceService,
            EmailAddressService emailAddressService,
            MailStatusService mailStatusService,
            CurrentUser currentUser) {
        super(Messages.current(), "account.notice-preferences");
        this.preferenceService = preferenceService;
        this.emailAddressService = emailAddressService;
        this.mailStatusService = mailStatusService;
        this.currentUser = currentUser;
        allow = NativeButtons.bordered(messages.text("account.notice-preferences.allow"));
        allow.setVisible(false);
        Div browser = StyledElements.div("actions", allow, permission);
        // The listener is on the container, because an invisible button receives no events.
        browser.getElement()
                .addEventListener(
                        "permission-state",
                        event -> showPermission(event.getEventData().get(STATE).asString()))
                .addEventData(STATE);
        browser.addAttachListener(_ -> browser.getElement().executeJs("window.stackdeckNotifications.bind(this)"));
        add(table, browser);
        render();
    }

    /** Rebuilds the table. Its channels depend on the user's e-mail address. */
    void render() {
        List<NoticeChannel> channels = Arrays.stream(NoticeChannel.values())
                .filter(channel -> channel != NoticeChannel.EMAIL || receivesMail())
                .toList();
        NoticePreferences preferences = preferenceService.find(currentUser.caller());
        NativeTable grid = new NativeTable();
        grid.addClassName("notice-preferences");
        NativeTableRow head = grid.getHead().addRow();
        head.add(headerCell("col", messages.text("account.notice-preferences.kind")));
        channels.forEach(channel -> head.add(headerCell("col", label(channel))));
        NoticeKind.visibleTo(currentUser.user().isAdministrator()).stream()
                .sorted()
                .forEach(kind -> {
                    NativeTableRow row = grid.getBody().addRow();
                    row.add(headerCell("row", label(kind)));
                    channels.forEach(channel -> row.add(new NativeTableCell(box(preferences, kind, channel))));
                });
        table.removeAll();
        table.add(grid);
    }

    private boolean receivesMail() {
        return mailStatusService.isConfigured()
                && emailAddressService.find(currentUser.caller()).confirmed().isPresent();
    }

    private static NativeTableHeaderCell headerCell(String scope, String text) {
        NativeTableHeaderCell cell = new NativeTableHeaderCell(text);
        cell.getElement().setAttribute("scope", scope);
        return cell;
    }

    private Checkbox box(NoticePreferences preferences, NoticeKind kind, NoticeChannel channel) {
        Checkbox box = new Checkbox(preferences.isEnabled(kind, channel));
        box.setAriaLabel(messages.text("account.notice-preferences.box", label(kind), label(channel)));
        UserInputListeners.saveOnChange(
                box, value -> preferenceService.set(currentUser.caller(), kind, channel, value));
        return box;
    }

    private void showPermission(String state) {
        allow.setVisible(state.equals("default"));
        permission.setText(
                switch (state) {
                    case "granted" -> messages.text("account.notice-preferences.allowed");
                    case "denied" -> messages.text("account.notice-preferences.denied");
                    case "default" -> "";
                    default -> messages.text("account.notice-preferences.unsupported");
                });
    }

    private String label(NoticeKind kind) {
        return messages.text("account.notice-preferences." + kind);
    }

    private String label(NoticeChannel channel) {
        return messages.text("account.notice-preferences." + channel);
    }
}
