package io.siyu.gateway.wecom.quota;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often all nodes together call one API. The platform refuses beyond 10,000 a minute and 150,000 an hour, and then for the rest of
 * that minute or hour: so a tenth is left for what a node holds and has not used.
 *
 * @param aMinute in any sixty seconds
 * @param anHour in any sixty minutes
 */
@ConfigurationProperties("siyu.wecom.quota")
public record QuotaProperties(
        @DefaultValue("9000") int aMinute,
        @DefaultValue("135000") int anHour) {}
