package org.stackdeck.ui.launch.templates;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.launchtemplates.LaunchTemplate;
import org.stackdeck.launchtemplates.LaunchTemplateException;
import org.stackdeck.launchtemplates.LaunchTemplateService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.dialog.ConfirmationDialog;
import org.stackdeck.ui.i18n.Messages;

/** Field that selects, deletes and saves launch templates. The field is hidden if there are no templates. */
@org.springframework.stereotype.Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
public class LaunchTemplateSelector extends Div {

    private final transient LaunchTemplateService templates;
    private final transient ShareTargetLookup shareTargetLookup;
    private final transient CurrentUser currentUser;
    private final Messages messages = Messages.current();
    private transient Consumer<LaunchTemplate> selectListener = _ -> {};
    private transient Consumer<LaunchTemplate> saveListener = _ -> {};
    private final ComboBox<LaunchTemplate> comboBox = new ComboBox<>();
    private final NativeButton remove;
    private transient List<Project> projects = List.of();

    LaunchTemplateSelector(
            LaunchTemplateService launchTemplateService, ShareTargetLookup shareTargetLookup, CurrentUser currentUser) {
        this.templates = launchTemplateService;
        this.shareTargetLookup = shareTargetLookup;
        this.currentUser = currentUser;
        addClassName("recipe-picker");
        comboBox.setLabel(messages.text("launch.recipe"));
        comboBox.setPlaceholder(messages.text("launch.recipe.none"));
        comboBox.setWidthFull();
        comboBox.setClearButtonVisible(true);
        comboBox.setItemLabelGenerator(this::label);
        remove = NativeButtons.icon("trash", messages.text("launch.recipe.remove"));
        remove.addClickListener(_ -> confirmRemoval());
        remove.setVisible(false);
        comboBox.addValueChangeListener(event -> {
            LaunchTemplate launchTemplate = event.getValue();
            remove.setVisible(
                    launchTemplate != null && launchTemplateService.mayChange(currentUser.caller(), launchTemplate));
            if (launchTemplate != null && event.isFromClient()) {
                onSelected(launchTemplate);
            }
        });
        add(comboBox, remove);
    }

    /** Sets the listener that receives each template that the user selects. */
    public void onSelect(Consumer<LaunchTemplate> listener) {
        selectListener = listener;
    }

    /** Sets the listener that receives each template that the user has created or changed. */
    public void onSave(Consumer<LaunchTemplate> listener) {
        saveListener = listener;
    }

    /**
     * Loads the template again, because it may have changed since the list was loaded, and passes it to the listener.
     * Shows an error if the template is no longer available.
     */
    private void onSelected(LaunchTemplate shown) {
        templates
                .find(currentUser.caller(), shown.id())
                .filter(launchTemplate -> findProject(launchTemplate).isPresent())
                .ifPresentOrElse(selectListener, () -> {
                    setProjects(projects);
                    Toasts.showError(messages.text("launch.recipe.gone"), "");
                });
    }

    /**
     * @param launchable projects in which the user may launch servers; only the templates of these projects are listed
     */
    public void setProjects(List<Project> launchable) {
        projects = List.copyOf(launchable);
        LaunchTemplate before = comboBox.getValue();
        List<LaunchTemplate> available = templates.list(currentUser.caller()).stream()
                .filter(launchTemplate -> findProject(launchTemplate).isPresent())
                .toList();
        comboBox.setItems(available);
        comboBox.setValue(
                before == null
                        ? null
                        : available.stream()
                                .filter(launchTemplate -> launchTemplate.id().equals(before.id()))
                                .findFirst()
                                .orElse(null));
        setVisible(!available.isEmpty());
    }

    /**
     * Selects the template with this ID without notifying the listener. Returns the template, or empty if it is not
     * listed.
     */
    public Optional<LaunchTemplate> select(String id) {
        Optional<LaunchTemplate> launchTemplate = comboBox.getListDataView()
                .getItems()
                .filter(one -> one.id().toString().equals(id))
                .findFirst();
        launchTemplate.ifPresent(comboBox::setValue);
        return launchTemplate;
    }

    /**
     * Opens the dialog that saves the server as a new template or updates the selected template.
     *
     * @param effectivePermissions permissions of the user; determine the groups with which the user can share the
     * template
     */
    public void openSaveDialog(Project project, NewServer server, EffectivePermissions effectivePermissions) {
        new SaveLaunchTemplateDialog(
                        new SaveLaunchTemplateDialog.Services(
                                templates, shareTargetLookup, currentUser, effectivePermissions),
                        messages,
                        project,
                        server,
                        editableLaunchTemplate().orElse(null),
                        saveListener)
                .open();
    }

    private Optional<LaunchTemplate> editableLaunchTemplate() {
        return Optional.ofNullable(comboBox.getValue())
                .filter(launchTemplate -> templates.mayChange(currentUser.caller(), launchTemplate));
    }

    /** Returns the project of the template; empty if the user may not launch servers in the project. */
    public Optional<Project> findProject(LaunchTemplate launchTemplate) {
        return projects.stream()
                .filter(project -> project.cloud().equals(launchTemplate.cloud())
                        && project.id().equals(launchTemplate.project()))
                .findFirst();
    }

    private String label(LaunchTemplate launchTemplate) {
        String name = launchTemplate.name().value();
        String label = launchTemplate.owner().equals(currentUser.caller().userId())
                ? name
                : messages.text(
                        "launch.recipe.of", name, launchTemplate.ownerName().value());
        return projects.size() == 1
                ? label
                : label + " · " + findProject(launchTemplate).map(Project::name).orElse("");
    }

    private void confirmRemoval() {
        LaunchTemplate launchTemplate = comboBox.getValue();
        if (launchTemplate != null) {
            new ConfirmationDialog(
                            messages,
                            messages.text(
                                    "launch.recipe.remove.title",
                                    launchTemplate.name().value()),
                            messages.text("launch.recipe.remove"),
                            () -> remove(launchTemplate),
                            messages.text("launch.recipe.remove.note"))
                    .open();
        }
    }

    private void remove(LaunchTemplate launchTemplate) {
        try {
            templates.delete(currentUser.caller(), launchTemplate.id());
            Toasts.showSuccess(
                    messages.text("launch.recipe.removed", launchTemplate.name().value()));
        } catch (LaunchTemplateException e) {
            Toasts.showError(messages.text("launch.recipe.gone"), "");
        }
        setProjects(projects);
    }
}
