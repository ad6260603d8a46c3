package org.stackdeck.ui.launch;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.launch.form.LaunchDraft;
import org.stackdeck.ui.launch.form.LaunchMessages;
import org.stackdeck.ui.projects.ProjectQuotaUsage;
import org.stackdeck.ui.servers.actions.SelectableResourceFormatter;

/** Footer with a summary of the draft, and with the buttons that launch the servers or save a template. */
final class LaunchFooter extends Div {

    private final Messages messages;
    private final transient LaunchMessages launchMessages;
    private final Span server = StyledElements.span("server clip");
    private final Span chosen = StyledElements.span("strong");
    private final Span size = StyledElements.span("muted");
    private final Span overQuota = StyledElements.span("over");
    private final Button submit;

    /** @param launch runs after each click; the click disables the button until {@link #setLaunchEnabled} enables it */
    LaunchFooter(Messages messages, LaunchMessages launchMessages, Runnable launch, Runnable saveTemplate) {
        this.messages = messages;
        this.launchMessages = launchMessages;
        submit = new Button(messages.text("launch.submit", 1), _ -> launch.run());
        submit.addThemeVariants(ButtonVariant.PRIMARY);
        submit.setDisableOnClick(true);
        overQuota.getElement().setAttribute("role", "status");
        Div summary = StyledElements.div("summary", server, chosen, size);
        add(summary, overQuota, submit, new Button(messages.text("launch.recipe.save"), _ -> saveTemplate.run()));
        addClassName("launch-foot");
    }

    void setLaunchEnabled(boolean now) {
        submit.setEnabled(now);
    }

    /**
     * Updates the summary.
     *
     * @param usage quota usage of the selected project; null if no project is selected
     * @param fits whether the servers fit within the quotas
     * @param busy whether a launch is being submitted
     */
    void update(LaunchDraft draft, @Nullable ProjectQuotaUsage usage, boolean fits, boolean busy) {
        int servers = draft.serverCountOrOne();
        submit.setText(busy ? messages.text("launch.busy") : messages.text("launch.submit", servers));
        server.setText(Stream.of(
                        draft.name().strip(),
                        draft.source() == null ? "" : SelectableResourceFormatter.label(draft.source(), messages))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · ")));
        chosen.setText(
                draft.flavor() == null
                        ? ""
                        : messages.text(
                                "launch.chosen",
                                servers,
                                draft.flavor().name(),
                                usage == null ? "" : usage.project().name()));
        size.setText(draft.flavor() == null ? "" : launchMessages.flavor(draft.flavor(), servers));
        overQuota.setText(fits ? "" : messages.text("launch.over"));
    }
}
