package org.stackdeck.platform.configuration;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.datetime.standard.DurationFormatterUtils;
import org.springframework.util.unit.DataSize;
import org.springframework.util.unit.DataUnit;

/** Formats the constraints of a property as a range that an administrator can read. */
final class PropertyRangeFormatter {

    private PropertyRangeFormatter() {}

    /** Returns the range, such as {@code 1s to 30d}; empty if the property has no constraints. */
    static String of(RecordComponent component) {
        Method accessor = component.getAccessor();
        Pattern pattern = accessor.getAnnotation(Pattern.class);
        if (pattern != null) {
            return pattern.message();
        }
        DurationMin shortest = accessor.getAnnotation(DurationMin.class);
        DurationMax longest = accessor.getAnnotation(DurationMax.class);
        if (shortest != null && longest != null) {
            return duration(
                            shortest.days(),
                            shortest.hours(),
                            shortest.minutes(),
                            shortest.seconds(),
                            shortest.millis())
                    + " to "
                    + duration(longest.days(), longest.hours(), longest.minutes(), longest.seconds(), longest.millis());
        }
        DecimalMin lowest = accessor.getAnnotation(DecimalMin.class);
        DecimalMax highest = accessor.getAnnotation(DecimalMax.class);
        if (lowest != null && highest != null) {
            return lowest.value() + " to " + highest.value();
        }
        Min min = accessor.getAnnotation(Min.class);
        Max max = accessor.getAnnotation(Max.class);
        if (min != null && max != null) {
            boolean size = component.getType() == DataSize.class;
            return size ? size(min.value()) + " to " + size(max.value()) : min.value() + " to " + max.value();
        }
        return "";
    }

    private static String duration(long days, long hours, long minutes, long seconds, long millis) {
        Duration duration = Duration.ofDays(days)
                .plusHours(hours)
                .plusMinutes(minutes)
                .plusSeconds(seconds)
                .plusMillis(millis);
        return DurationFormatterUtils.print(duration, DurationFormat.Style.COMPOSITE);
    }

    private static String size(long bytes) {
        for (DataUnit unit : List.of(DataUnit.TERABYTES, DataUnit.GIGABYTES, DataUnit.MEGABYTES, DataUnit.KILOBYTES)) {
            long one = DataSize.of(1, unit).toBytes();
            if (bytes % one == 0 && bytes > 0) {
                return bytes / one + suffix(unit);
            }
        }
        return bytes + "B";
    }

    private static String suffix(DataUnit unit) {
        return unit.name().charAt(0) + "B";
    }
}
