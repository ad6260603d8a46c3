package org.stackdeck.operations.upload;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of uploads to the image service.
 *
 * @param maxUpload maximum size of the data of an image, which is passed on without being stored
 */
@ConfigurationProperties("stackdeck.images")
public record ImageUploadProperties(
        @DefaultValue("100GB") @Min(1) @Max(109_951_162_777_600L)
        DataSize maxUpload) {}
