package org.stackdeck.ui.launch;

import com.vaadin.flow.component.combobox.ComboBox;
import java.util.List;
import java.util.Optional;
import org.stackdeck.cloud.Project;
import org.stackdeck.ui.i18n.Messages;

/** Selects the project of new servers among the projects in which the user may create servers. */
final class LaunchProjectField extends ComboBox<Project> {

    private final Messages messages;
    private transient List<Project> permitted = List.of();
    private boolean updating;

    /** @param selected runs when the selected project has changed */
    LaunchProjectField(Messages messages, Runnable selected) {
        this.messages = messages;
        setLabel(messages.text("launch.field.project"));
        setItemLabelGenerator(project -> project.cloud() + " / " + project.name());
        setRequiredIndicatorVisible(true);
        setManualValidation(true);
        addValueChangeListener(_ -> {
            if (!updating) {
                selected.run();
            }
        });
    }

    /**
     * Replaces the options. Keeps the selected project even if it is no longer an option, so that no input is lost. If
     * no project was selected, selects the only option.
     */
    void setPermitted(List<Project> projects) {
        if (projects.equals(permitted)) {
            return;
        }
        permitted = List.copyOf(projects);
        Project before = getValue();
        updating = true;
        try {
            setItems(projects);
            setValue(before);
        } finally {
            updating = false;
        }
        if (before == null && projects.size() == 1) {
            setValue(projects.getFirst());
        }
        setVisible(projects.size() > 1 || (before != null && !projects.contains(before)));
    }

    /** Returns whether the user may create servers in the selected project. */
    boolean isPermitted() {
        Project selected = getValue();
        return selected != null && permitted.contains(selected);
    }

    /** Returns the selected project. Shows an error if no project is selected. */
    Optional<Project> validateSelection() {
        Optional<Project> selected = getOptionalValue();
        setInvalid(selected.isEmpty());
        setErrorMessage(selected.isEmpty() ? messages.text("launch.wrong.project") : "");
        return selected;
    }

    boolean hasPermitted() {
        return !permitted.isEmpty();
    }
}
