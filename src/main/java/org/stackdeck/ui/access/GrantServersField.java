package org.stackdeck.ui.access;

import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.ResourceSelector;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/**
 * Selects the servers of a grant: individual servers, servers and other resources by their IDs, or servers of projects
 * by a common property.
 */
public final class GrantServersField extends Div {

    enum SelectionKind {
        CHOSEN,
        NAME,
        TAG,
        METADATA,
        IDS,
        ALL,
        OWN;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean isTyped() {
            return this == NAME || this == TAG || this == METADATA || this == IDS;
        }
    }

    private final Messages messages;
    private final Select<SelectionKind> selectionKind = new Select<>();
    private final MultiSelectComboBox<Server> chosen = new MultiSelectComboBox<>();
    private final MultiSelectComboBox<ProjectOption> projectOptions = new MultiSelectComboBox<>();
    private final TextField text = new TextField();
    private final Paragraph hint = StyledElements.paragraph("hint");

    private final List<ProjectOption> availableProjects;
    private transient List<Server> options = List.of();

    public GrantServersField(
            Messages messages, Collection<Server> servers, List<ProjectOption> availableProjects, Runnable changed) {
        this.messages = messages;
        this.availableProjects = List.copyOf(availableProjects);
        addClassName("which");
        selectionKind.setLabel(messages.text("grants.which"));
        selectionKind.setItems(SelectionKind.values());
        selectionKind.setItemLabelGenerator(item -> messages.text("grants.which." + item.code()));
        selectionKind.setValue(SelectionKind.CHOSEN);
        chosen.setLabel(messages.text("grants.which.servers"));
        chosen.setItemLabelGenerator(this::label);
        setServers(servers);
        chosen.setAutoExpand(MultiSelectComboBox.AutoExpandMode.VERTICAL);
        projectOptions.setLabel(messages.text("grants.which.projects"));
        projectOptions.setItemLabelGenerator(this::label);
        projectOptions.setItems(availableProjects);
        // Until the projects are known, the only option is "all projects", which the user must select explicitly.
        if (availableProjects.size() == 1 && availableProjects.getFirst().project() != null) {
            projectOptions.setValue(Set.copyOf(availableProjects));
        }
        text.setValueChangeMode(ValueChangeMode.LAZY);
        selectionKind.addValueChangeListener(_ -> {
            updateLayout();
            changed.run();
        });
        chosen.addValueChangeListener(_ -> changed.run());
        projectOptions.addValueChangeListener(_ -> changed.run());
        text.addValueChangeListener(_ -> changed.run());
        add(selectionKind, chosen, projectOptions, text, hint);
        updateLayout();
    }

    /** Replaces the servers that can be selected. Keeps selected servers that are missing, because they may return. */
    public void setServers(Collection<Server> servers) {
        Map<ServerKey, Server> selectable =
                chosen.getValue().stream().collect(Collectors.toMap(Server::key, Function.identity()));
        Set<ServerKey> selected = Set.copyOf(selectable.keySet());
        servers.forEach(server -> selectable.put(server.key(), server));
        List<Server> sorted = selectable.values().stream()
                .sorted(Comparator.comparing(Server::name).thenComparing(Server::key))
                .toList();
        // Other changes must not reload the options while the user searches them.
        if (labels(sorted).equals(labels(options))) {
            return;
        }
        options = sorted;
        chosen.setItems(sorted);
        chosen.setValue(sorted.stream()
                .filter(server -> selected.contains(server.key()))
                .collect(Collectors.toSet()));
    }

    private Map<ServerKey, String> labels(List<Server> servers) {
        return servers.stream().collect(Collectors.toMap(Server::key, this::label));
    }

    /**
     * Selects the servers of an access request: the existing servers if the terms contain IDs; otherwise all servers of
     * the project.
     *
     * @param grantTerms terms of an access request, which select either servers by ID or all servers of one project
     */
    public void select(GrantTerms grantTerms, Collection<Server> servers) {
        if (grantTerms.servers() instanceof ResourceSelector.ByIds(Set<ServerId> ids)) {
            selectionKind.setValue(SelectionKind.CHOSEN);
            chosen.setValue(servers.stream()
                    .filter(server -> server.cloud().equals(grantTerms.cloud()) && ids.contains(server.id()))
                    .collect(Collectors.toSet()));
        } else {
            selectionKind.setValue(SelectionKind.ALL);
            selectProjects(grantTerms.cloud(), grantTerms.projects());
        }
    }

    /** Selects a server or another resource by its ID. */
    public void selectId(CloudName cloud, ProjectId project, String id) {
        selectionKind.setValue(SelectionKind.IDS);
        text.setValue(id);
        selectProjects(cloud, Set.of(project));
    }

    /** Selects resources by the IDs in the terms. */
    public void selectIds(GrantTerms grantTerms) {
        selectionKind.setValue(SelectionKind.IDS);
        if (grantTerms.servers() instanceof ResourceSelector.ByIds(Set<ServerId> ids)) {
            text.setValue(ids.stream().map(ServerId::value).sorted().collect(Collectors.joining(" ")));
        }
        selectProjects(grantTerms.cloud(), grantTerms.projects());
    }

    /** Returns whether the user has entered IDs, which can be those of servers and of other resources. */
    public boolean isByTypedIds() {
        return selectionKind.getValue() == SelectionKind.IDS;
    }

    private void selectProjects(CloudName cloud, Set<ProjectId> projects) {
        projectOptions.setValue(availableProjects.stream()
                .filter(projectOption -> projectOption.cloud().equals(cloud))
                .filter(projectOption -> projectOption.project() != null
                        && projects.contains(projectOption.project().id()))
                .collect(Collectors.toSet()));
    }

    /** Preselects the option for all servers of projects. The user must select the projects. */
    public void selectAllInProjects() {
        selectionKind.setValue(SelectionKind.ALL);
    }

    /** Returns the selection by cloud; empty if the input is incomplete, invalid or exceeds a limit. */
    public List<CloudServerSelection> selections() {
        if (exceedsLimit()) {
            return List.of();
        }
        return selectionKind.getValue() == SelectionKind.CHOSEN ? chosenServers() : selected();
    }

    /**
     * Returns whether the visible selection exceeds the maximum number of servers or projects of a grant. The hidden
     * selection is kept but ignored.
     */
    private boolean exceedsLimit() {
        if (selectionKind.getValue() != SelectionKind.CHOSEN) {
            return projectOptions.getValue().size() > GrantTerms.MAX_PROJECTS;
        }
        return chosen.getValue().size() > ResourceSelector.ByIds.MAX_IDS
                || chosen.getValue().stream().map(Server::project).distinct().count() > GrantTerms.MAX_PROJECTS;
    }

    /** Marks missing and invalid values. Returns whether the selection is valid. */
    public boolean validate() {
        boolean byHand = selectionKind.getValue() == SelectionKind.CHOSEN;
        markInvalid(chosen, byHand && chosen.isEmpty(), "grants.missing.servers");
        markInvalid(projectOptions, !byHand && projectOptions.isEmpty(), "grants.missing.projects");
        if (exceedsLimit()) {
            markInvalid(byHand ? chosen : projectOptions, true, "grants.missing.fewer");
            return false;
        }
        boolean wrong = selectionKind.getValue().isTyped() && selector() == null;
        text.setInvalid(wrong);
        text.setErrorMessage(
                wrong
                        ? messages.text(
                                "grants.missing." + selectionKind.getValue().code())
                        : "");
        return !selections().isEmpty();
    }

    private void markInvalid(MultiSelectComboBox<?> field, boolean missing, String key) {
        field.setInvalid(missing);
        field.setErrorMessage(missing ? messages.text(key) : "");
    }

    private void updateLayout() {
        SelectionKind now = selectionKind.getValue();
        chosen.setVisible(now == SelectionKind.CHOSEN);
        projectOptions.setVisible(now != SelectionKind.CHOSEN);
        text.setVisible(now.isTyped());
        text.setInvalid(false);
        if (now.isTyped()) {
            text.setLabel(messages.text("grants.which." + now.code()));
            text.setPlaceholder(messages.text("grants.which." + now.code() + ".example"));
        }
        hint.setText(messages.text("grants.which." + now.code() + ".hint"));
    }

    private List<CloudServerSelection> chosenServers() {
        Map<CloudName, List<Server>> byCloud = chosen.getValue().stream()
                .collect(Collectors.groupingBy(Server::cloud, TreeMap::new, Collectors.toList()));
        return byCloud.entrySet().stream()
                .map(entry -> new CloudServerSelection(
                        entry.getKey(),
                        entry.getValue().stream()
                                .map(server -> server.project().id())
                                .collect(Collectors.toSet()),
                        new ResourceSelector.ByIds(
                                entry.getValue().stream().map(Server::id).collect(Collectors.toSet()))))
                .toList();
    }

    private List<CloudServerSelection> selected() {
        ResourceSelector selector = selector();
        if (selector == null) {
            return List.of();
        }
        Map<CloudName, Set<ProjectId>> byCloud = new TreeMap<>();
        Set<CloudName> whole = new HashSet<>();
        for (ProjectOption projectOption : projectOptions.getValue()) {
            Set<ProjectId> projects = byCloud.computeIfAbsent(projectOption.cloud(), _ -> new HashSet<>());
            Project project = projectOption.project();
            if (project == null) {
                whole.add(projectOption.cloud());
            } else {
                projects.add(project.id());
            }
        }
        return byCloud.entrySet().stream()
                .map(entry -> new CloudServerSelection(
                        entry.getKey(), whole.contains(entry.getKey()) ? Set.of() : entry.getValue(), selector))
                .toList();
    }

    private @Nullable ResourceSelector selector() {
        try {
            return ServerSelectorParser.parse(
                    selectionKind.getValue(), text.getValue().strip());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private String label(Server server) {
        String name = server.displayName();
        return name + " · " + server.project().name();
    }

    private String label(ProjectOption projectOption) {
        Project project = projectOption.project();
        return project == null
                ? messages.text("grants.which.all-of", projectOption.cloud().value())
                : project.name() + " · " + projectOption.cloud();
    }
}
