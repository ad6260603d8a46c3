package org.stackdeck.ui.launch.templates;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.Grantee;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.identity.group.Group;
import org.stackdeck.launchtemplates.LaunchTemplate;
import org.stackdeck.launchtemplates.LaunchTemplateException;
import org.stackdeck.launchtemplates.LaunchTemplateName;
import org.stackdeck.launchtemplates.LaunchTemplateService;
import org.stackdeck.launchtemplates.LaunchTemplateVisibility;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.actions.UnavailabilityReasons;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.ToggleGroup;
import org.stackdeck.ui.component.dialog.FormDialog;
import org.stackdeck.ui.i18n.Messages;

/** Dialog that saves the form as a private or shared launch template, or updates the selected template. */
final class SaveLaunchTemplateDialog extends FormDialog {

    private final transient LaunchTemplateService templates;
    private final transient ShareTargetLookup shareTargetLookup;
    private final transient CurrentUser currentUser;
    private final transient Project project;
    private final transient NewServer server;
    private final transient Consumer<LaunchTemplate> savedListener;
    private final TextField name = new TextField();
    private final ToggleGroup<ShareMode> shareMode;
    private final TextField person = new TextField();
    private final ComboBox<Group> group = new ComboBox<>();

    private enum ShareMode {
        NOBODY,
        EVERYONE,
        USER,
        GROUP
    }

    record Services(
            LaunchTemplateService templates,
            ShareTargetLookup shareTargets,
            CurrentUser currentUser,
            EffectivePermissions effectivePermissions) {}

    /**
     * @param before the selected template; null if no template is selected or the user may not change it
     * @param savedListener receives the saved template
     */
    SaveLaunchTemplateDialog(
            Services services,
            Messages messages,
            Project project,
            NewServer server,
            @Nullable LaunchTemplate before,
            Consumer<LaunchTemplate> savedListener) {
        super(messages, messages.text("launch.recipe.save"), "520px");
        this.templates = services.templates();
        this.shareTargetLookup = services.shareTargets();
        this.currentUser = services.currentUser();
        this.project = project;
        this.server = server;
        this.savedListener = savedListener;
        addClassName("order");
        name.setLabel(messages.text("launch.recipe.name"));
        name.setMaxLength(LaunchTemplateName.MAX_LENGTH);
        name.setAutocomplete(Autocomplete.OFF);
        name.setWidthFull();
        name.setManualValidation(true);
        Span label = StyledElements.span("label", messages.text("launch.recipe.shared"));
        shareMode = new ToggleGroup<>(messages.text("launch.recipe.shared"), _ -> updateVisibleFields());
        List<Group> groups =
                shareTargetLookup.availableGroups(currentUser.caller().userId(), services.effectivePermissions());
        for (ShareMode one : ShareMode.values()) {
            if (one != ShareMode.GROUP || !groups.isEmpty()) {
                shareMode.addOption(
                        one, messages.text("launch.recipe.shared." + one.name().toLowerCase(Locale.ROOT)));
            }
        }
        person.setLabel(messages.text("launch.recipe.person"));
        person.setHelperText(messages.text("launch.recipe.person.hint", project.name()));
        person.setAutocomplete(Autocomplete.OFF);
        person.setWidthFull();
        person.setManualValidation(true);
        group.setLabel(messages.text("launch.recipe.group"));
        group.setItems(groups);
        group.setItemLabelGenerator(one -> one.name().value());
        group.setWidthFull();
        group.setManualValidation(true);
        Paragraph note = StyledElements.paragraph("muted", messages.text("launch.recipe.note", project.name()));
        Div sharing = StyledElements.div("recipe-sharing", label, shareMode, person, group);
        Div form = StyledElements.div("order-form", name, sharing, note);
        add(form);
        prefill(before, groups);
        Button create = addButtons("launch.recipe.create", () -> save(null));
        if (before != null && isSameProject(before)) {
            create.removeThemeVariants(ButtonVariant.PRIMARY);
            Button change = submitButton(
                    messages.text("launch.recipe.change", before.name().value()), () -> save(before));
            change.addThemeVariants(ButtonVariant.PRIMARY);
            getFooter().add(change);
        }
        updateVisibleFields();
        name.focus();
    }

    /** Returns whether the template belongs to the selected project. A template cannot be moved to another project. */
    private boolean isSameProject(LaunchTemplate before) {
        return before.cloud().equals(project.cloud()) && before.project().equals(project.id());
    }

    private void prefill(@Nullable LaunchTemplate before, List<Group> groups) {
        shareMode.select(ShareMode.NOBODY);
        if (before == null) {
            return;
        }
        name.setValue(before.name().value());
        switch (before.sharing()) {
            case LaunchTemplateVisibility.OwnerOnly() -> {}
            case LaunchTemplateVisibility.AllUsers() -> shareMode.select(ShareMode.EVERYONE);
            case LaunchTemplateVisibility.SingleGrantee(Grantee.OfUser(var user)) -> {
                shareMode.select(ShareMode.USER);
                person.setValue(shareTargetLookup.userName(user));
            }
            case LaunchTemplateVisibility.SingleGrantee(Grantee.OfGroup(var id)) ->
                groups.stream().filter(one -> one.id().equals(id)).findFirst().ifPresent(one -> {
                    shareMode.select(ShareMode.GROUP);
                    group.setValue(one);
                });
        }
    }

    private void updateVisibleFields() {
        ShareMode now = shareMode.selected().orElse(ShareMode.NOBODY);
        person.setVisible(now == ShareMode.USER);
        group.setVisible(now == ShareMode.GROUP);
    }

    /** @param before null for a new template */
    private void save(@Nullable LaunchTemplate before) {
        name.setInvalid(false);
        person.setInvalid(false);
        group.setInvalid(false);
        LaunchTemplateVisibility launchTemplateVisibility = sharing().orElse(null);
        if (launchTemplateVisibility == null) {
            return;
        }
        try {
            LaunchTemplateName templateName = new LaunchTemplateName(name.getValue());
            LaunchTemplate launchTemplate = before == null
                    ? templates.create(
                            currentUser.caller(),
                            templateName,
                            project.cloud(),
                            project.id(),
                            server,
                            launchTemplateVisibility)
                    : templates.update(
                            currentUser.caller(), before.id(), templateName, server, launchTemplateVisibility);
            close();
            Toasts.showSuccess(
                    messages.text("launch.recipe.saved", launchTemplate.name().value()));
            savedListener.accept(launchTemplate);
        } catch (LaunchTemplateException e) {
            switch (e.reason()) {
                case NAME_TAKEN -> check(name, false, "launch.recipe.wrong.taken");
                case TOO_MANY -> check(name, false, "launch.recipe.wrong.too-many");
                case TOO_LARGE -> check(name, false, "launch.recipe.wrong.too-large");
                case UNKNOWN_SHARE_TARGET -> setShareTargetError();
                case UNKNOWN, NOT_OWNED -> check(name, false, "launch.recipe.gone");
            }
        } catch (ActionRefusedException e) {
            Toasts.showError(
                    messages.text("launch.recipe.refused"),
                    UnavailabilityReasons.text(ServerAction.CREATE, e.availability(), messages));
        } catch (IllegalArgumentException e) {
            check(name, false, "launch.recipe.wrong.name");
        }
    }

    /** Returns the selected sharing. If no group is selected, shows an error and returns empty. */
    private Optional<LaunchTemplateVisibility> sharing() {
        Optional<LaunchTemplateVisibility> launchTemplateVisibility =
                switch (shareMode.selected().orElse(ShareMode.NOBODY)) {
                    case NOBODY -> Optional.of(new LaunchTemplateVisibility.OwnerOnly());
                    case EVERYONE -> Optional.of(new LaunchTemplateVisibility.AllUsers());
                    case USER ->
                        Optional.of(
                                new LaunchTemplateVisibility.SingleGrantee(shareTargetLookup.user(person.getValue())));
                    case GROUP ->
                        Optional.ofNullable(group.getValue())
                                .map(Group::id)
                                .map(Grantee::of)
                                .<LaunchTemplateVisibility>map(LaunchTemplateVisibility.SingleGrantee::new);
                };
        if (launchTemplateVisibility.isEmpty()) {
            setShareTargetError();
        }
        return launchTemplateVisibility;
    }

    private void setShareTargetError() {
        if (group.isVisible()) {
            check(group, false, "launch.recipe.wrong.group");
        } else {
            check(person, false, "launch.recipe.wrong.person");
        }
    }
}
