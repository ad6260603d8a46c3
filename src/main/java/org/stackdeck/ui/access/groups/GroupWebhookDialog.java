package org.stackdeck.ui.access.groups;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextField;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.group.GroupId;
import org.stackdeck.identity.group.UnknownGroupException;
import org.stackdeck.notices.NoticeKind;
import org.stackdeck.notices.webhook.GroupWebhook;
import org.stackdeck.notices.webhook.GroupWebhook.WebhookFailure;
import org.stackdeck.notices.webhook.GroupWebhookException;
import org.stackdeck.notices.webhook.WebhookSettings;
import org.stackdeck.notices.webhook.WebhookUrl;
import org.stackdeck.ui.Language;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.dialog.ConfirmationDialog;
import org.stackdeck.ui.component.dialog.FormDialog;
import org.stackdeck.ui.i18n.Messages;

/**
 * Dialog that creates, tests, changes and deletes the webhook of a group. Of a stored URL, only the host and the ending
 * are shown.
 */
final class GroupWebhookDialog extends FormDialog {

    private static final Logger LOG = LoggerFactory.getLogger(GroupWebhookDialog.class);

    private static final Set<NoticeKind> DEFAULT_KINDS =
            Set.of(NoticeKind.OPERATION_FAILED, NoticeKind.OPERATION_UNCONFIRMED, NoticeKind.SERVER_ERROR);

    private final transient GroupWebhookDialogs context;
    private final transient GroupRow row;
    private final transient Runnable changed;
    private final TextField url = new TextField();
    private final Select<Language> language = new Select<>();
    private final CheckboxGroup<NoticeKind> kinds = new CheckboxGroup<>();
    private final Checkbox enabled = new Checkbox();
    private final Button test;
    private final Paragraph result = StyledElements.paragraph("muted");

    GroupWebhookDialog(GroupWebhookDialogs context, Messages messages, GroupRow row, Runnable changed) {
        super(messages, messages.text("groups.webhook.title", row.name()), "560px");
        this.context = context;
        this.row = row;
        this.changed = changed;
        GroupWebhook webhook = row.webhook();
        configureFields(webhook);
        add(StyledElements.paragraph("muted", messages.text("groups.webhook.note")));
        addFields(url, language, kinds, enabled, result);
        result.getElement().setAttribute("role", "status");
        showResult(webhook == null ? null : webhook.failure());
        test = new Button(messages.text("groups.webhook.test"), _ -> test());
        test.addClassName("footer-start");
        getFooter().add(test);
        if (webhook != null) {
            Button remove = new Button(messages.text("groups.webhook.remove"), _ -> confirmRemoval());
            remove.addThemeVariants(ButtonVariant.ERROR);
            getFooter().add(remove);
        }
        addButtons("groups.save", this::save);
        url.focus();
    }

    private void configureFields(@Nullable GroupWebhook webhook) {
        url.setLabel(messages.text("groups.webhook.url"));
        url.setMaxLength(WebhookUrl.MAX_LENGTH);
        url.setAutocomplete(Autocomplete.OFF);
        url.setRequiredIndicatorVisible(webhook == null || webhook.host().isEmpty());
        url.setHelperText(storedUrl(webhook));
        language.setLabel(messages.text("groups.webhook.language"));
        language.setItems(Language.values());
        language.setItemLabelGenerator(Language::fullName);
        language.setValue(Language.forLocale(webhook == null ? messages.locale() : webhook.language()));
        kinds.setLabel(messages.text("groups.webhook.kinds"));
        kinds.setItems(NoticeKind.values());
        kinds.setItemLabelGenerator(kind -> messages.text("groups.webhook.kind." + kind));
        kinds.setValue(webhook == null ? DEFAULT_KINDS : webhook.kinds());
        enabled.setLabel(messages.text("groups.webhook.enabled"));
        enabled.setValue(webhook == null || webhook.enabled());
    }

    private String storedUrl(@Nullable GroupWebhook webhook) {
        if (webhook == null) {
            return messages.text("groups.webhook.url.help");
        }
        return webhook.host().isEmpty()
                ? messages.text("groups.webhook.url.unreadable")
                : messages.text("groups.webhook.url.stored", webhook.host(), webhook.ending());
    }

    private void showResult(@Nullable WebhookFailure failure) {
        result.setVisible(failure != null);
        if (failure != null) {
            result.setText(messages.text(
                    "groups.webhook.failed", failure.at(), WebhookMessages.failure(messages, failure.reason())));
        }
    }

    private GroupId group() {
        return row.group().id();
    }

    /** Reads the input. Shows an error and returns empty if the URL is invalid. */
    private Optional<WebhookSettings> read() {
        Optional<WebhookUrl> entered = WebhookUrl.parse(url.getValue());
        boolean isEmpty = url.getValue().isBlank();
        return check(url, isEmpty || entered.isPresent(), "groups.webhook.url.invalid")
                ? Optional.of(new WebhookSettings(
                        entered.orElse(null), language.getValue().locale(), kinds.getValue(), enabled.getValue()))
                : Optional.empty();
    }

    private void save() {
        read().ifPresent(settings -> perform(caller -> {
            context.service().save(caller, group(), settings);
            finish("groups.webhook.saved");
        }));
    }

    private void confirmRemoval() {
        new ConfirmationDialog(
                        messages,
                        messages.text("groups.webhook.remove.title", row.name()),
                        messages.text("groups.webhook.remove"),
                        () -> perform(caller -> {
                            context.service().delete(caller, group());
                            finish("groups.webhook.removed");
                        }),
                        messages.text("groups.webhook.remove.warning"))
                .open();
    }

    private void finish(String key) {
        close();
        changed.run();
        Toasts.showSuccess(messages.text(key, row.name()));
    }

    private void test() {
        read().ifPresent(settings -> perform(caller -> {
            context.service().requireTestPermission(caller, group());
            test.setEnabled(false);
            result.setText(messages.text("groups.webhook.testing"));
            result.setVisible(true);
            Consumer<String> show = context.uiPush().latest(getUI().orElseThrow(), this, this::showTestResult);
            try {
                context.uiPush().submit(caller.userId(), () -> show.accept(send(caller, settings)));
            } catch (RuntimeException e) {
                test.setEnabled(true);
                throw e;
            }
        }));
    }

    /** Sends a test message and returns the text of the result. Must run on a background thread. */
    private String send(Caller caller, WebhookSettings settings) {
        try {
            return context.service()
                    .sendTest(caller, group(), settings)
                    .map(reason ->
                            messages.text("groups.webhook.test.failed", WebhookMessages.failure(messages, reason)))
                    .orElseGet(() -> messages.text("groups.webhook.test.sent"));
        } catch (GroupWebhookException e) {
            return messages.text("groups.webhook.refused." + e.reason().code());
        } catch (RuntimeException e) {
            // The message of an unexpected exception could contain the URL.
            LOG.warn(
                    "The test of a webhook ended with an unexpected error: {}",
                    e.getClass().getName());
            return messages.text("groups.webhook.test.failed", messages.text("groups.webhook.failure.connection"));
        }
    }

    private void showTestResult(String text) {
        test.setEnabled(true);
        result.setText(text);
    }

    private void perform(Consumer<Caller> action) {
        context.handler().runAuthenticated(messages, caller -> {
            try {
                action.accept(caller);
            } catch (GroupWebhookException e) {
                check(url, false, "groups.webhook.refused." + e.reason().code());
            } catch (UnknownGroupException e) {
                check(url, false, "groups.gone");
            }
        });
    }
}
