package org.stackdeck.ui.grants;

import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.NamePattern;
import org.stackdeck.access.ServerSelector;
import org.stackdeck.access.Terms;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.ui.component.Words;

/** Selects the servers of a grant: single servers, or servers of projects by a common property. */
final class ServersField extends Div {

    /** Common property of the servers. */
    enum Kind {
        CHOSEN,
        NAME,
        TAG,
        METADATA,
        ALL,
        OWN;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean typed() {
            return this == NAME || this == TAG || this == METADATA;
        }
    }

    private final Words words;
    private final Select<Kind> kind = new Select<>();
    private final MultiSelectComboBox<Server> chosen = new MultiSelectComboBox<>();
    private final MultiSelectComboBox<Place> places = new MultiSelectComboBox<>();
    private final TextField text = new TextField();
    private final Paragraph hint = new Paragraph();

    private final List<Place> all;

    ServersField(Words words, Collection<Server> servers, List<Place> all, Runnable changed) {
        this.words = words;
        this.all = List.copyOf(all);
        addClassName("which");
        kind.setLabel(words.say("grants.which"));
        kind.setItems(Kind.values());
        kind.setItemLabelGenerator(item -> words.say("grants.which." + item.word()));
        kind.setValue(Kind.CHOSEN);
        chosen.setLabel(words.say("grants.which.servers"));
        chosen.setItemLabelGenerator(this::label);
        chosen.setItems(servers.stream()
                .sorted(Comparator.comparing(Server::name).thenComparing(Server::key))
                .toList());
        chosen.setAutoExpand(MultiSelectComboBox.AutoExpandMode.VERTICAL);
        places.setLabel(words.say("grants.which.projects"));
        places.setItemLabelGenerator(this::label);
        places.setItems(all);
        if (all.size() == 1) {
            places.setValue(Set.copyOf(all));
        }
        text.setValueChangeMode(ValueChangeMode.LAZY);
        hint.addClassName("hint");
        kind.addValueChangeListener(_ -> {
            arrange();
            changed.run();
        });
        chosen.addValueChangeListener(_ -> changed.run());
        places.addValueChangeListener(_ -> changed.run());
        text.addValueChangeListener(_ -> changed.run());
        add(kind, chosen, places, text, hint);
        arrange();
    }

    /** Selects the servers of the terms: existing servers by ID, or servers of projects. */
    void select(Terms terms, Collection<Server> servers) {
        if (terms.servers() instanceof ServerSelector.Ids(Set<ServerId> ids)) {
            kind.setValue(Kind.CHOSEN);
            chosen.setValue(servers.stream()
                    .filter(server -> server.cloud().equals(terms.cloud()) && ids.contains(server.id()))
                    .collect(Collectors.toSet()));
        } else {
            kind.setValue(Kind.ALL);
            places.setValue(all.stream()
                    .filter(place -> place.cloud().equals(terms.cloud()))
                    .filter(place -> place.project() != null
                            && terms.projects().contains(place.project().id()))
                    .collect(Collectors.toSet()));
        }
    }

    /** The selection by cloud; empty while the input is incomplete. */
    List<Selection> selections() {
        if (tooMany()) {
            return List.of();
        }
        return kind.getValue() == Kind.CHOSEN ? chosenServers() : selected();
    }

    /** Whether a grant would exceed its maximum number of servers. */
    private boolean tooMany() {
        return chosen.getValue().size() > ServerSelector.Ids.MOST
                || places.getValue().size() > Terms.MOST_PROJECTS
                || chosen.getValue().stream().map(Server::project).distinct().count() > Terms.MOST_PROJECTS;
    }

    /** Marks missing input. Returns whether the input is complete. */
    boolean complete() {
        boolean byHand = kind.getValue() == Kind.CHOSEN;
        mark(chosen, byHand && chosen.isEmpty(), "grants.missing.servers");
        mark(places, !byHand && places.isEmpty(), "grants.missing.projects");
        if (tooMany()) {
            mark(byHand ? chosen : places, true, "grants.missing.fewer");
            return false;
        }
        boolean wrong = kind.getValue().typed() && selector() == null;
        text.setInvalid(wrong);
        text.setErrorMessage(
                wrong ? words.say("grants.missing." + kind.getValue().word()) : "");
        return !selections().isEmpty();
    }

    private void mark(MultiSelectComboBox<?> field, boolean missing, String key) {
        field.setInvalid(missing);
        field.setErrorMessage(missing ? words.say(key) : "");
    }

    private void arrange() {
        Kind now = kind.getValue();
        chosen.setVisible(now == Kind.CHOSEN);
        places.setVisible(now != Kind.CHOSEN);
        text.setVisible(now.typed());
        text.setInvalid(false);
        if (now.typed()) {
            text.setLabel(words.say("grants.which." + now.word()));
            text.setPlaceholder(words.say("grants.which." + now.word() + ".example"));
        }
        hint.setText(words.say("grants.which." + now.word() + ".hint"));
    }

    private List<Selection> chosenServers() {
        Map<CloudName, List<Server>> byCloud = chosen.getValue().stream()
                .collect(Collectors.groupingBy(Server::cloud, TreeMap::new, Collectors.toList()));
        return byCloud.entrySet().stream()
                .map(entry -> new Selection(
                        entry.getKey(),
                        entry.getValue().stream()
                                .map(server -> server.project().id())
                                .collect(Collectors.toSet()),
                        new ServerSelector.Ids(
                                entry.getValue().stream().map(Server::id).collect(Collectors.toSet()))))
                .toList();
    }

    private List<Selection> selected() {
        ServerSelector selector = selector();
        if (selector == null) {
            return List.of();
        }
        Map<CloudName, Set<ProjectId>> byCloud = new TreeMap<>();
        Set<CloudName> whole = new HashSet<>();
        for (Place place : places.getValue()) {
            Set<ProjectId> projects = byCloud.computeIfAbsent(place.cloud(), _ -> new HashSet<>());
            Project project = place.project();
            if (project == null) {
                whole.add(place.cloud());
            } else {
                projects.add(project.id());
            }
        }
        return byCloud.entrySet().stream()
                .map(entry -> new Selection(
                        entry.getKey(), whole.contains(entry.getKey()) ? Set.of() : entry.getValue(), selector))
                .toList();
    }

    private @Nullable ServerSelector selector() {
        String typed = text.getValue().strip();
        try {
            return switch (kind.getValue()) {
                case CHOSEN, ALL -> ServerSelector.ALL;
                case OWN -> new ServerSelector.Own();
                case NAME -> new ServerSelector.Named(new NamePattern(typed));
                case TAG -> new ServerSelector.Tagged(typed);
                case METADATA -> new ServerSelector.WithMetadata(entries(typed));
            };
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Parses {@code key=value} pairs that are separated by commas. */
    private static Map<String, String> entries(String typed) {
        Map<String, String> entries = new HashMap<>();
        for (String pair : typed.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("no =");
            }
            entries.put(
                    pair.substring(0, equals).strip(),
                    pair.substring(equals + 1).strip());
        }
        return entries;
    }

    private String label(Server server) {
        String name = server.called();
        return name + " · " + server.project().name();
    }

    private String label(Place place) {
        Project project = place.project();
        return project == null
                ? words.say("grants.which.all-of", place.cloud().value())
                : project.name() + " · " + place.cloud();
    }
}
