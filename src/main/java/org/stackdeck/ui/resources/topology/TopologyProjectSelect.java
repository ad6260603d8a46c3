package org.stackdeck.ui.resources.topology;

import com.vaadin.flow.component.select.Select;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.Project;
import org.stackdeck.ui.UserInputListeners;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.search.NaturalOrderComparator;

/**
 * Selects one of the projects that have networks, routers or servers. By default, selects the project with the largest
 * number of them.
 */
final class TopologyProjectSelect extends Select<Project> {

    private transient List<Project> offered = List.of();
    private String wanted = "";
    /** Whether all data has been loaded at least once. Before that, each update can change the default project. */
    private boolean settled;

    TopologyProjectSelect(Messages messages, Runnable selectedByUser) {
        setAriaLabel(messages.text("servers.column.project"));
        setItemLabelGenerator(this::label);
        UserInputListeners.onChange(this, value -> {
            wanted = value == null ? "" : parameter(value);
            selectedByUser.run();
        });
    }

    /**
     * Returns the project from the URL or the selection of the user, in the format of {@link #setWanted}. Returns an
     * empty string for the default project.
     */
    String wanted() {
        return wanted;
    }

    /** @param parameter name of the cloud and ID of the project, separated by a slash; empty for the default project */
    void setWanted(String parameter) {
        wanted = parameter;
    }

    private static String parameter(Project project) {
        return project.cloud().value() + "/" + project.id().value();
    }

    private String label(Project project) {
        boolean severalClouds =
                offered.stream().map(Project::cloud).distinct().limit(2).count() > 1;
        return severalClouds ? project.name() + " · " + project.cloud().value() : project.name();
    }

    /**
     * Replaces the options with the projects of the data. Returns the selected project; null if there are no projects.
     */
    @Nullable
    Project update(TopologyData data) {
        Map<Project, Long> sizes = data.projectSizes();
        offer(sizes.keySet().stream()
                .sorted(Comparator.comparing(Project::name, NaturalOrderComparator.INSTANCE)
                        .thenComparing(TopologyProjectSelect::parameter))
                .toList());
        Project selected = offered.stream()
                .filter(project -> parameter(project).equals(wanted))
                .findFirst()
                .or(() -> Optional.ofNullable(getValue()).filter(project -> settled && offered.contains(project)))
                .or(() -> offered.stream().max(Comparator.comparing(project -> sizes.getOrDefault(project, 0L))))
                .orElse(null);
        if (!Objects.equals(getValue(), selected)) {
            setValue(selected);
        }
        settled |= data.isReceived();
        return selected;
    }

    private void offer(List<Project> current) {
        if (!current.equals(offered)) {
            offered = current;
            Project before = getValue();
            setItems(current);
            setValue(current.contains(before) ? before : null);
        }
    }
}
