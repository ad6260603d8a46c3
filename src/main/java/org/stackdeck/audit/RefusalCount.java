package org.stackdeck.audit;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Refusals of one kind, counted. Not thread-safe. */
final class RefusalCount {

    private static final int MAX_OBJECTS = 30;
    private static final int MAX_REASONS = 5;
    private static final int MAX_SOURCES = 5;
    private static final int MAX_REASON_LENGTH = 120;

    private final Instant begun;
    private final Set<String> objects = new LinkedHashSet<>();
    private final Set<String> reasons = new LinkedHashSet<>();
    private final Set<String> sources = new LinkedHashSet<>();
    private int individual;
    private long count;
    private @Nullable AuditEntry example;
    private @Nullable Instant first;
    private @Nullable Instant last;

    RefusalCount(Instant begun) {
        this.begun = begun;
    }

    Instant begun() {
        return begun;
    }

    /** How many became entries of their own. */
    int individual() {
        return individual;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** The first one counted. */
    AuditEntry example() {
        return Objects.requireNonNull(example);
    }

    /** Returns true. */
    boolean addIndividual() {
        individual++;
        return true;
    }

    /** Returns false. */
    boolean add(AuditEntry entry, Instant at) {
        if (example == null) {
            example = entry;
            first = at;
        }
        last = at;
        count++;
        note(objects, entry.objectId() == null ? entry.objectName() : entry.objectId(), MAX_OBJECTS);
        note(reasons, entry.detail(), MAX_REASONS);
        note(sources, entry.source(), MAX_SOURCES);
        return false;
    }

    /** The sum of this count and an earlier one of the same kind. */
    RefusalCount add(RefusalCount earlier) {
        RefusalCount both = new RefusalCount(earlier.begun);
        both.individual = individual;
        both.count = earlier.count + count;
        both.example = earlier.example == null ? example : earlier.example;
        both.first = earlier.first == null ? first : earlier.first;
        both.last = last == null ? earlier.last : last;
        for (RefusalCount one : new RefusalCount[] {earlier, this}) {
            one.objects.forEach(object -> note(both.objects, object, MAX_OBJECTS));
            one.reasons.forEach(reason -> note(both.reasons, reason, MAX_REASONS));
            one.sources.forEach(source -> note(both.sources, source, MAX_SOURCES));
        }
        return both;
    }

    /** All of them as one entry. It has an object where it is the same for all. */
    AuditEntry summary() {
        AuditEntry one = example();
        boolean sameObject = objects.size() == 1;
        return new AuditEntry(
                one.actorId(),
                one.actor(),
                one.source(),
                one.channel(),
                one.action(),
                one.objectType(),
                sameObject ? one.objectId() : null,
                sameObject ? one.objectName() : null,
                one.result(),
                "more=" + count + " first=" + first + " last=" + last
                        + list("sources", sources, MAX_SOURCES)
                        + list("reasons", reasons, MAX_REASONS)
                        + list("objects", objects, MAX_OBJECTS));
    }

    private static void note(Set<String> noted, @Nullable String text, int most) {
        if (text != null && noted.size() < most) {
            noted.add(text.length() > MAX_REASON_LENGTH ? text.substring(0, MAX_REASON_LENGTH) : text);
        }
    }

    /** What is in brackets is one value to those who read the trail. */
    private static String list(String name, Set<String> texts, int most) {
        if (texts.isEmpty()) {
            return "";
        }
        String joined = String.join(", ", texts).replace('[', '(').replace(']', ')');
        return " " + name + "=[" + joined + (texts.size() < most ? "" : ", …") + "]";
    }
}
