package org.stackdeck.platform.configuration;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** Applies {@link Min}, in bytes, to sizes. Listed in {@code META-INF/services}. */
public final class DataSizeMinValidator implements ConstraintValidator<Min, DataSize> {

    private long min;

    @Override
    public void initialize(Min constraint) {
        min = constraint.value();
    }

    @Override
    public boolean isValid(@Nullable DataSize size, ConstraintValidatorContext context) {
        return size == null || size.toBytes() >= min;
    }
}
