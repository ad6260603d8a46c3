package org.stackdeck.audit.refusal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;

/** Counts refusals of one kind. Not thread-safe. */
public final class RefusalCounter {

    /** Number of refusals of a kind that become separate entries within a window, whether or not they are new. */
    static final int INDIVIDUAL = 5;

    /** Replaces the actor or the source if there are several. */
    static final String SEVERAL = "(several)";

    private static final String UNLISTED = "…";
    private static final int MAX_OBJECT_LENGTH = 40;
    private static final int MAX_TEXT_LENGTH = 120;

    /** Maximum length of the lists in one entry; the column has 2,000 characters. */
    private static final int MAX_LIST_LENGTH = 1_800;

    private final RefusalGroupKey key;
    private final Instant startedAt;
    private final Set<Object> known = new HashSet<>();
    private final Set<String> objects = new LinkedHashSet<>();
    private final Set<String> reasons = new LinkedHashSet<>();
    private final Set<String> sources = new LinkedHashSet<>();
    private final Map<String, Long> actors = new LinkedHashMap<>();
    private int individual;
    private long count;
    private @Nullable AuditEntry example;
    private @Nullable Instant first;
    private @Nullable Instant last;

    private record RefusedObject(
            @Nullable String actor,
            @Nullable String object,
            @Nullable String reason) {}

    private record Source(@Nullable String actor, String address) {}

    RefusalCounter(RefusalGroupKey key, Instant startedAt) {
        this.key = key;
        this.startedAt = startedAt;
    }

    RefusalGroupKey key() {
        return key;
    }

    Instant startedAt() {
        return startedAt;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /**
     * Returns whether the refusal becomes a separate entry: it is one of the first, or it has a new object, reason or
     * source and the budget is not exhausted.
     */
    boolean admit(AuditEntry entry, RefusalBudget budget) {
        RefusedObject refusedObject = new RefusedObject(entry.actorId(), object(entry), reason(entry));
        Source source = new Source(entry.actorId(), entry.source());
        boolean isNew = !known.contains(refusedObject) || !known.contains(source);
        if (individual >= INDIVIDUAL && !(isNew && budget.tryUseEntry())) {
            return false;
        }
        individual++;
        known.add(refusedObject);
        known.add(source);
        return true;
    }

    void add(AuditEntry entry, Instant at, RefusalBudget budget) {
        if (example == null) {
            example = entry;
            first = at;
        }
        last = at;
        count++;
        note(objects, object(entry), budget);
        note(reasons, reason(entry), budget);
        note(sources, entry.source(), budget);
        String actor = Objects.requireNonNull(shortened(entry.actor(), MAX_OBJECT_LENGTH));
        boolean listed = actors.containsKey(actor) || budget.tryUseListItem();
        actors.merge(listed ? actor : UNLISTED, 1L, Long::sum);
    }

    /** Returns the sum of this count and an earlier one of the same kind. */
    RefusalCounter add(RefusalCounter earlier) {
        RefusalCounter refusalCounter = new RefusalCounter(key, earlier.startedAt);
        refusalCounter.individual = individual;
        refusalCounter.count = earlier.count + count;
        refusalCounter.example = earlier.example == null ? example : earlier.example;
        refusalCounter.first = earlier.first == null ? first : earlier.first;
        refusalCounter.last = last == null ? earlier.last : last;
        refusalCounter.known.addAll(known);
        // Limits the merged lists like those of one window, even if the database is unavailable for a long time.
        RefusalBudget budget = new RefusalBudget(startedAt);
        for (RefusalCounter one : new RefusalCounter[] {earlier, this}) {
            one.objects.forEach(object -> note(refusalCounter.objects, object, budget));
            one.reasons.forEach(reason -> note(refusalCounter.reasons, reason, budget));
            one.sources.forEach(source -> note(refusalCounter.sources, source, budget));
            one.actors.forEach((actor, times) -> {
                boolean listed = refusalCounter.actors.containsKey(actor) || budget.tryUseListItem();
                refusalCounter.actors.merge(listed ? actor : UNLISTED, times, Long::sum);
            });
        }
        return refusalCounter;
    }

    /**
     * Returns the summary in one entry, or in several if the lists are too long. If the refusals differ in actor or
     * source, the entry has {@link #SEVERAL} instead; if they differ in object, it has no object.
     */
    List<AuditEntry> summary() {
        AuditEntry auditEntry = Objects.requireNonNull(example);
        boolean sameActor = !key.isOfAnyActor() && isSingle(actors.keySet());
        boolean sameObject = isSingle(objects);
        List<Map<String, List<Object>>> lists = lists(sameActor);
        List<AuditEntry> entries = new ArrayList<>();
        for (Map<String, List<Object>> list : lists) {
            AuditDetail detail = AuditDetail.EMPTY
                    .with("more", entries.isEmpty() ? count : null)
                    .with("part", lists.size() == 1 ? null : (entries.size() + 1) + "/" + lists.size())
                    .with("first", first)
                    .with("last", last)
                    .with(list);
            entries.add(new AuditEntry(
                    key.isOfAnyActor() ? null : auditEntry.actorId(),
                    sameActor ? auditEntry.actor() : SEVERAL,
                    isSingle(sources) ? auditEntry.source() : SEVERAL,
                    auditEntry.channel(),
                    auditEntry.action(),
                    auditEntry.objectType(),
                    sameObject ? auditEntry.objectId() : null,
                    sameObject ? auditEntry.objectName() : null,
                    auditEntry.result(),
                    detail));
        }
        return entries;
    }

    private static boolean isSingle(Set<String> texts) {
        return texts.size() == 1 && !texts.contains(UNLISTED);
    }

    private List<Map<String, List<Object>>> lists(boolean sameActor) {
        ListSplitter splitter = new ListSplitter();
        if (!sameActor) {
            splitter.add(
                    "actors",
                    actors.entrySet().stream()
                            .map(actor -> actor.getKey() + " ×" + actor.getValue())
                            .toList());
        }
        splitter.add("sources", sources);
        splitter.add("reasons", reasons.stream().map(AuditDetail::new).toList());
        splitter.add("objects", objects);
        return splitter.parts;
    }

    private static void note(Set<String> noted, @Nullable String text, RefusalBudget budget) {
        if (text != null && !noted.contains(text)) {
            noted.add(budget.tryUseListItem() ? text : UNLISTED);
        }
    }

    private static @Nullable String object(AuditEntry entry) {
        return shortened(entry.objectId() == null ? entry.objectName() : entry.objectId(), MAX_OBJECT_LENGTH);
    }

    private static @Nullable String reason(AuditEntry entry) {
        AuditDetail detail = entry.detail();
        return detail == null ? null : detail.shortened(MAX_TEXT_LENGTH).text();
    }

    private static @Nullable String shortened(@Nullable String text, int maxLength) {
        return text == null || text.length() <= maxLength ? text : text.substring(0, maxLength - 1) + "…";
    }

    /** Distributes lists over entries, and starts a new entry when the current one is full. */
    private static final class ListSplitter {

        private final List<Map<String, List<Object>>> parts = new ArrayList<>(List.of(new LinkedHashMap<>()));
        private int length;

        void add(String code, Iterable<?> items) {
            for (Object item : items) {
                // Includes the characters that JSON adds.
                int itemLength = AuditDetail.of("", item).text().length();
                if (length + itemLength > MAX_LIST_LENGTH) {
                    parts.add(new LinkedHashMap<>());
                    length = 0;
                }
                length += itemLength;
                parts.getLast().computeIfAbsent(code, _ -> new ArrayList<>()).add(item);
            }
        }
    }
}
