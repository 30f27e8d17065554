package io.siyu.gateway.wecom;

/**
 * @param parentId 0 for the root
 * @param order larger sorts first
 */
public record Department(long id, String name, long parentId, long order) {}
