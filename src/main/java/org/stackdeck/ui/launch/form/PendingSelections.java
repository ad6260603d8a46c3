package org.stackdeck.ui.launch.form;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.stackdeck.cloud.resource.SelectableResource;
import org.stackdeck.ui.ViewLogic;
import org.stackdeck.ui.launch.form.LaunchOptionLoader.LoadedOptions;
import org.stackdeck.ui.launch.form.LaunchOptionLoader.OptionKind;

/** Requested options that the form selects as soon as the options of the project are loaded. */
@ViewLogic
final class PendingSelections {

    private final Map<OptionKind, LoadedOptions> loadedOptionsByKind = new EnumMap<>(OptionKind.class);
    private final Map<OptionKind, List<String>> pending = new EnumMap<>(OptionKind.class);
    /** IDs of new resources that the options do not contain yet. */
    private final Map<OptionKind, Set<String>> created = new EnumMap<>(OptionKind.class);
    /** Number of times that the user has selected an option of the kind. */
    private final Map<OptionKind, Integer> selections = new EnumMap<>(OptionKind.class);

    /**
     * Result of a requested selection.
     *
     * @param available all options of the kind
     * @param missing whether a requested option does not exist
     */
    record SelectionResult(List<SelectableResource> available, List<SelectableResource> selected, boolean missing) {

        /** Returns the selected options, or the only available option if none was requested. */
        List<SelectableResource> orOnlyOption() {
            return selected.isEmpty() && !missing && available.size() == 1 ? available : selected;
        }
    }

    /** Removes all options and requests. */
    void clear() {
        loadedOptionsByKind.clear();
        pending.clear();
        created.clear();
    }

    /** Removes the options of a kind before they are loaded again. Keeps the requested options of the kind. */
    void clearOptions(OptionKind optionKind) {
        loadedOptionsByKind.remove(optionKind);
    }

    Optional<LoadedOptions> options(OptionKind optionKind) {
        return Optional.ofNullable(loadedOptionsByKind.get(optionKind));
    }

    void setOptions(LoadedOptions loadedOptions) {
        loadedOptionsByKind.put(loadedOptions.kind(), loadedOptions);
    }

    /** @param idsOrNames IDs or names of the requested options; replace the earlier request for the kind */
    void select(OptionKind optionKind, List<String> idsOrNames) {
        pending.put(optionKind, idsOrNames);
    }

    /**
     * Returns and removes the requested selection; empty if no selection is requested or the options are not loaded.
     */
    Optional<SelectionResult> takeSelection(OptionKind optionKind) {
        List<String> idsOrNames = pending.get(optionKind);
        LoadedOptions loadedOptions = loadedOptionsByKind.get(optionKind);
        if (idsOrNames == null || loadedOptions == null || loadedOptions.problem() != null) {
            return Optional.empty();
        }
        pending.remove(optionKind);
        List<SelectableResource> options = List.copyOf(loadedOptions.choices());
        List<SelectableResource> chosen = idsOrNames.stream()
                .flatMap(value -> find(options, value).stream())
                .toList();
        return Optional.of(new SelectionResult(options, chosen, chosen.size() < idsOrNames.size()));
    }

    /** Records that the user has selected an option. New resources must not replace this selection. */
    void recordSelection(OptionKind optionKind) {
        selections.merge(optionKind, 1, Integer::sum);
        created.remove(optionKind);
    }

    /**
     * Returns a receiver for the ID of a new resource. The receiver ignores the ID if the user has selected an option
     * of the kind in the meantime.
     */
    Consumer<String> selectWhenOffered(OptionKind optionKind) {
        Integer before = selections.get(optionKind);
        return id -> {
            if (Objects.equals(selections.get(optionKind), before)) {
                created.computeIfAbsent(optionKind, _ -> new HashSet<>()).add(id);
            }
        };
    }

    /** Returns whether the options of the kind do not contain a new resource yet. */
    boolean awaitsCreated(OptionKind optionKind) {
        return !created.getOrDefault(optionKind, Set.of()).isEmpty();
    }

    /** Returns the new resources that the options contain now, and no longer waits for them. */
    List<SelectableResource> takeCreated(OptionKind optionKind) {
        Set<String> ids = created.getOrDefault(optionKind, Set.of());
        List<SelectableResource> found = options(optionKind).stream()
                .flatMap(loaded -> loaded.choices().stream())
                .<SelectableResource>map(choice -> choice)
                .filter(choice -> ids.contains(choice.id()))
                .toList();
        found.forEach(choice -> ids.remove(choice.id()));
        return found;
    }

    /** @param idOrName an ID, or a name that only one option has */
    static <T extends SelectableResource> Optional<T> find(List<T> options, String idOrName) {
        List<T> found = SelectableResource.findByIdOrName(options, idOrName);
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }
}
