package org.stackdeck.platform.configuration;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.constraints.Max;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** Applies {@link Max}, in bytes, to sizes. Listed in {@code META-INF/services}. */
public final class DataSizeMaxValidator implements ConstraintValidator<Max, DataSize> {

    private long max;

    @Override
    public void initialize(Max constraint) {
        max = constraint.value();
    }

    @Override
    public boolean isValid(@Nullable DataSize size, ConstraintValidatorContext context) {
        return size == null || size.toBytes() <= max;
    }
}
